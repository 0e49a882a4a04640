using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>What the first row of an incident logs here. The log has neither title nor description: they are made of what it has.</summary>
internal static class Intake
{
    private static readonly (Column Column, string Name)[] Told =
    [
        (Column.Symptom, "Symptom"), (Column.Category, "Category"), (Column.Subcategory, "Subcategory"), (Column.Location, "Location"),
        (Column.ConfigurationItem, "Configuration item"), (Column.Problem, "Problem"), (Column.Change, "Change request"), (Column.CausedBy, "Caused by"),
    ];

    public static NewTicket Of(LogRow row, Terms terms) => new(
        Title(row),
        Description(row, terms),
        Classification(row, terms, null),
        terms.Channel(row),
        Area: null,
        terms.Person(row.Known(Column.Caller)) ?? terms.Person("unknown caller")!,
        FollowUpOf: null,
        Markers.None with { ExternalReference = terms.Reference(row.Number), CausedByChange = row.Known(Column.CausedBy) },
        terms.Team(row.Known(Column.Group)));

    /// <summary>The classification of a row; what it does not know stays as it <paramref name="was"/>.</summary>
    public static Classification Classification(LogRow row, Terms terms, Classification? was)
    {
        (string category, string subcategory) = terms.Category(row.Known(Column.Category), row.Known(Column.Subcategory));
        bool keepsCategory = was is not null && row.Known(Column.Category) is null;
        bool keepsSubcategory = keepsCategory || (was?.Category == category && row.Known(Column.Subcategory) is null);
        return new(
            terms.Assessment(row),
            keepsCategory ? was!.Category : category,
            keepsSubcategory ? was!.Subcategory : subcategory,
            was?.Service,
            Short(row.Known(Column.Location)) ?? was?.Location,
            Short(row.Known(Column.ConfigurationItem)) ?? was?.ConfigurationItem);
    }

    private static string Title(LogRow row)
    {
        string[] said = [.. new[] { Column.Symptom, Column.Category, Column.Subcategory }.Select(row.Known).OfType<string>()];
        string title = said.Length == 0 ? $"Incident {row.Number}" : string.Join(" · ", said);
        return title.Length <= Texts.LongestTitle ? title : title[..Texts.LongestTitle];
    }

    private static string Description(LogRow row, Terms terms)
    {
        var lines = Told.Select(told => (told.Name, Value: row.Known(told.Column))).Where(line => line.Value is not null).Select(line => $"{line.Name}: {line.Value}");
        return $"Imported from {terms.Mapping.System}, incident {row.Number}. Its log holds no text.\n{string.Join('\n', lines)}".TrimEnd();
    }

    private static string? Short(string? text) => text?.Length > Texts.LongestName ? text[..Texts.LongestName] : text;
}
