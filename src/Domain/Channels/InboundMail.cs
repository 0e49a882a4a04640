using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Channels;

/// <summary>How an organisation takes mail in: data with a default.</summary>
/// <param name="AuthServId">
/// The name under which the organisation's own mail gateway writes Authentication-Results (RFC 8601), or <see cref="ExchangeOnline"/>;
/// null while none is trusted: then no sender is verified.
/// </param>
/// <param name="Category">
/// Of a ticket that a mail opens: a mail says nothing of it, the dispatcher does (AU-07). Null for <c>other</c>, or the first that the
/// organisation has.
/// </param>
/// <param name="Subcategory">Null for <c>question</c>, or the category's first.</param>
/// <param name="Impact">A mail proves that one person has a problem, and no more.</param>
/// <param name="Urgency">Not the lowest: what nobody has judged yet must not be the last that anybody looks at.</param>
/// <param name="SenderHourlyCap">Mails in an hour from one address, at most: the last line of defence against loops.</param>
/// <param name="Mailboxes">The desk's own addresses that belong to an area; what comes to any other is routed to the default team.</param>
public sealed record InboundMail(
    string? AuthServId,
    string? Category,
    string? Subcategory,
    Impact? Impact,
    Urgency? Urgency,
    int SenderHourlyCap,
    IReadOnlyList<Mailbox> Mailboxes)
{
    /// <summary>Stands for an authserv-id where the gateway is Exchange Online, whose header has none.</summary>
    public const string ExchangeOnline = "exchange-online";

    public static readonly InboundMail Default = new(null, null, null, Priorities.Impact.Individual, Priorities.Urgency.Medium, 60, []);

    /// <summary>What a ticket that a mail opens is filed under.</summary>
    public (string Category, string Subcategory) FiledUnder(IReadOnlyList<Category> categories)
    {
        if (categories.Count == 0)
            return (Category ?? "other", Subcategory ?? "question");
        Category category = categories.FirstOrDefault(one => one.Id == (Category ?? "other")) ?? categories[0];
        return (category.Id, (category.Subcategories.FirstOrDefault(one => one.Id == (Subcategory ?? "question")) ?? category.Subcategories[0]).Id);
    }

    /// <summary>The area whose mailbox is among the addresses that a mail went to.</summary>
    public string? AreaOf(IEnumerable<string> recipients)
    {
        HashSet<string> to = new(recipients, StringComparer.OrdinalIgnoreCase);
        return Mailboxes.FirstOrDefault(mailbox => to.Contains(mailbox.Address))?.Area;
    }
}

/// <summary>A mailbox of an area: the local support unit that end users write to.</summary>
/// <param name="Area">Id of the area.</param>
public sealed record Mailbox(string Address, string Area);
