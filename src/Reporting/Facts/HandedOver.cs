using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Facts;

/// <summary>How a handover ended, as seen by the team that handed over.</summary>
public enum HandoverEnd
{
    /// <summary>The ticket is with that team, or went on from there.</summary>
    None,

    /// <summary>It came back with what was done.</summary>
    Returned,

    /// <summary>It came back undone: it should not have gone there, or not like this (AU-57).</summary>
    Bounced,
}

/// <summary>One ticket handed from one team to another (AU-26).</summary>
/// <param name="TakenAt">When somebody of the receiving team had it, or wrote to the end user; null while nobody has.</param>
public sealed record HandedOver(string From, string To, DateTimeOffset At, DateTimeOffset? TakenAt, HandoverEnd End)
{
    private const char Between = '\t';
    private const char Behind = '\n';

    /// <summary>The handovers of a ticket after one more event. What goes back is no handover of its own: it ends the one that it answers.</summary>
    internal static ImmutableArray<HandedOver> After(ImmutableArray<HandedOver> before, TicketEvent e, DateTimeOffset at)
    {
        ImmutableArray<HandedOver> after = e.What switch
        {
            Happening.Bounced bounced => Ended(before, bounced.From, to: null, HandoverEnd.Bounced) ?? before,
            Happening.Dispatched moved => Ended(before, moved.From, moved.Team, HandoverEnd.Returned) ?? before.Add(new(moved.From, moved.Team, at, null, HandoverEnd.None)),
            Happening.OfferAccepted moved => Ended(before, moved.From, moved.Team, HandoverEnd.Returned) ?? before.Add(new(moved.From, moved.Team, at, null, HandoverEnd.None)),
            Happening.Escalated { Team: { } to } moved => Ended(before, moved.From, to, HandoverEnd.Returned) ?? before.Add(new(moved.From, to, at, null, HandoverEnd.None)),
            _ => before,
        };
        bool taken = e.Dimensions.Assignee is not null || e.What is Happening.WorkBegun or Happening.Replied { FromRequester: false };
        return taken && after is [.., { TakenAt: null, End: HandoverEnd.None } last] && last.To == e.Dimensions.Team
            ? after.SetItem(after.Length - 1, last with { TakenAt = at })
            : after;
    }

    // The latest that brought it to where it now leaves, and, where it says to whom it goes, that came from there.
    private static ImmutableArray<HandedOver>? Ended(ImmutableArray<HandedOver> all, string from, string? to, HandoverEnd end)
    {
        for (int at = all.Length - 1; at >= 0; at--)
        {
            if (all[at].End == HandoverEnd.None && all[at].To == from && (to is null || all[at].From == to))
                return all.SetItem(at, all[at] with { End = end });
        }

        return null;
    }

    internal static string? ToText(ImmutableArray<HandedOver> all) => all.IsEmpty
        ? null
        : string.Join(Behind, all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.From}{Between}{one.To}{Between}{one.At.ToUnixTimeMilliseconds()}{Between}{one.TakenAt?.ToUnixTimeMilliseconds()}{Between}{(int)one.End}")));

    internal static ImmutableArray<HandedOver> OfText(string? text) => text is null
        ? []
        : [.. text.Split(Behind).Select(line => line.Split(Between)).Select(of => new HandedOver(of[0], of[1], Instant(of[2]), of[3].Length == 0 ? null : Instant(of[3]), (HandoverEnd)int.Parse(of[4], CultureInfo.InvariantCulture)))];

    private static DateTimeOffset Instant(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture));
}
