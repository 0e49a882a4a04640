using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>A log's words in this desk's terms.</summary>
internal sealed class Terms(Mapping mapping)
{
    public Mapping Mapping => mapping;

    public string Reference(string number) => $"{mapping.System}:{number}";

    /// <summary>Names one update for ever: the foreign number, its update count, its fingerprint.</summary>
    public string Source(TimedRow row) => $"{Reference(row.Row.Number)}/{row.Row[Column.ModCount]}/{row.Fingerprint:x16}";

    /// <summary>A person of the log; the system's name keeps them apart from those of the identity provider.</summary>
    public string? Person(string? name) => name is null ? null : $"{mapping.System}:{Slug.Of(name)}";

    public string Team(string? group) =>
        group is null ? mapping.UnknownGroup : mapping.Groups.TryGetValue(group, out GroupMeaning? meaning) ? meaning.Team : Slug.Of(group);

    public Team TeamOf(string group) => mapping.Groups.TryGetValue(group, out GroupMeaning? meaning)
        ? new(meaning.Team, meaning.Name, meaning.Line, [], [])
        : new(Slug.Of(group), group, mapping.OtherGroups.Line, [], []);

    /// <summary>Ids of category and subcategory; what the log does not know is the mapping's unknown category.</summary>
    public (string Category, string Subcategory) Category(string? category, string? subcategory)
    {
        if (category is null)
            return (mapping.UnknownCategory.Category, mapping.UnknownCategory.Subcategory ?? mapping.UnknownCategory.Category);
        string unknown = mapping.UnknownCategory.Subcategory ?? "unknown";
        return mapping.Categories.TryGetValue(category, out CategoryMeaning? meaning)
            ? (meaning.Category, meaning.Subcategory ?? (subcategory is null ? unknown : Slug.Of(subcategory)))
            : (Slug.Of(category), subcategory is null ? unknown : Slug.Of(subcategory));
    }

    /// <summary>The names behind <see cref="Category"/>, for the catalogue.</summary>
    public (Category Category, Subcategory Subcategory) CategoryOf(string? category, string? subcategory)
    {
        (string id, string subId) = Category(category, subcategory);
        CategoryMeaning unknown = mapping.UnknownCategory;
        CategoryMeaning? meaning = category is null ? unknown : mapping.Categories.GetValueOrDefault(category);
        string english = meaning?.English ?? category ?? id, danish = meaning?.Danish ?? english;
        string subEnglish = subcategory ?? unknown.English ?? subId, subDanish = subcategory ?? unknown.Danish ?? subEnglish;
        return (new(id, english, danish, []), new(subId, subEnglish, subDanish));
    }

    public string Channel(LogRow row) => mapping.ContactTypes.GetValueOrDefault(row[Column.ContactType], mapping.OtherContactType);

    public Assessment Assessment(LogRow row) => new Assessment.OfIncident(
        mapping.Impacts.TryGetValue(row[Column.Impact], out Impact impact) ? impact : mapping.OtherImpact,
        mapping.Urgencies.TryGetValue(row[Column.Urgency], out Urgency urgency) ? urgency : mapping.OtherUrgency);

    /// <summary>Values that the mapping does not name, where a default stands in for them .</summary>
    public IEnumerable<string> Unnamed(LogRow row)
    {
        if (mapping.FindState(row[Column.State]) is null)
            yield return $"incident_state '{row[Column.State]}'";
        if (!mapping.Impacts.ContainsKey(row[Column.Impact]))
            yield return $"impact '{row[Column.Impact]}'";
        if (!mapping.Urgencies.ContainsKey(row[Column.Urgency]))
            yield return $"urgency '{row[Column.Urgency]}'";
        if (!mapping.ContactTypes.ContainsKey(row[Column.ContactType]))
            yield return $"contact_type '{row[Column.ContactType]}'";
    }
}
