using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>A question that end users can answer for themselves, in both languages (IT-03).</summary>
/// <param name="Category">Id of the category that it is about; null for none.</param>
/// <param name="Subcategory">Id of one of that category's subcategories; null for all of it.</param>
/// <param name="Kind">What a ticket about it would be; null for either.</param>
public sealed record SelfHelpEntry(string Id, SelfHelpText English, SelfHelpText Danish, string? Category = null, string? Subcategory = null, TicketKind? Kind = null)
{
    public SelfHelpText In(string language) => language == "da" ? Danish : English;

    /// <summary>Whether the category that it is about is there.</summary>
    internal bool Fits(IReadOnlyList<Category> categories) =>
        Category is null || (categories.FirstOrDefault(category => category.Id == Category) is { } category && (Subcategory is null || category.Subcategories.Any(sub => sub.Id == Subcategory)));
}

public sealed record SelfHelpText(string Question, string Answer);
