using System.Collections.Immutable;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Knowledge;

/// <summary>What an article may not say, and what it has to.</summary>
internal static class ArticleCheck
{
    /// <param name="before">What stands: its category was judged when it was chosen, and may be offered no more.</param>
    public static ImmutableArray<Complaint> Complain(WantedArticle wanted, Profile profile, Article? before = null)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (wanted.English is null && wanted.Danish is null)
            complaints.Add(new("/english", new("An article says something in English, in Danish, or in both.", "En artikel siger noget på engelsk, på dansk eller på begge sprog.")));
        foreach ((string language, WantedText? text) in new[] { ("english", wanted.English), ("danish", wanted.Danish) })
        {
            if (text is null)
                continue;
            Add(complaints, Texts.Complain($"/{language}/title", text.Title, Texts.LongestTitle, required: true, singleLine: true));
            Add(complaints, Texts.Complain($"/{language}/body", text.Body, Texts.LongestNote, required: true));
        }

        if (wanted.Keywords.Count > ArticleDesk.MostKeywords)
            complaints.Add(new("/keywords", new($"At most {ArticleDesk.MostKeywords} keywords.", $"Højst {ArticleDesk.MostKeywords} nøgleord.")));
        foreach ((int at, string word) in wanted.Keywords.Index())
            Add(complaints, Texts.Complain($"/keywords/{at}", word, Texts.LongestName, required: true, singleLine: true));
        if (before is null || (before.Category, before.Subcategory) != (wanted.Category, wanted.Subcategory))
            AtCategory(complaints, wanted, profile);
        return complaints.ToImmutable();
    }

    /// <summary>The same complaints, of members that stand by themselves where one text is given.</summary>
    public static ImmutableArray<Complaint> OfSolution(ImmutableArray<Complaint> complaints) =>
        [.. complaints.Select(complaint => complaint with { Pointer = complaint.Pointer.Replace("/english/", "/", StringComparison.Ordinal).Replace("/danish/", "/", StringComparison.Ordinal) })];

    private static void AtCategory(ImmutableArray<Complaint>.Builder complaints, WantedArticle wanted, Profile profile)
    {
        if (wanted.Category is null)
        {
            if (wanted.Subcategory is not null)
                complaints.Add(new("/subcategory", new("Only with its category.", "Kun sammen med sin kategori.")));
        }
        else if (profile.FindCategory(wanted.Category) is not { } category)
        {
            complaints.Add(new("/category", new($"There is no category '{wanted.Category}'; GET /api/catalogue lists them.", $"Der er ingen kategori '{wanted.Category}': vælg en fra listen.")));
        }
        else if (wanted.Subcategory is not null && category.Subcategories.All(sub => sub.Id != wanted.Subcategory))
        {
            string has = string.Join(", ", category.Subcategories.Select(sub => sub.Id));
            complaints.Add(new("/subcategory", new($"'{category.Id}' has {has}.", $"'{category.Id}' har {has}.")));
        }
    }

    private static void Add(ImmutableArray<Complaint>.Builder complaints, Complaint? complaint)
    {
        if (complaint is not null)
            complaints.Add(complaint);
    }
}
