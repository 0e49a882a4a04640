using System.Collections.Immutable;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>How long a ticket lay in somebody's hands while it was open: who is waited for while it is pending, else the desk.</summary>
/// <param name="Time">Elapsed time, whatever any calendar says.</param>
public sealed record AccountableTime(Accountable Party, TimeSpan Time)
{
    /// <summary>
    /// By party, in their order, those with no time left out. Together they are the time from the opening in which the ticket was
    /// neither resolved nor over, up to <paramref name="until"/>. An event that happened before the one in front of it, as a timer's
    /// that came late, counts from that one.
    /// </summary>
    /// <param name="profile">Says whom its reasons wait for; a reason that it has no more waits for the desk.</param>
    public static ImmutableArray<AccountableTime> Of(IEnumerable<TicketEvent> events, DateTimeOffset until, Profile profile)
    {
        var spent = new SortedDictionary<Accountable, TimeSpan>();
        TicketEvent? before = null;
        DateTimeOffset at = DateTimeOffset.MinValue;
        foreach (TicketEvent? e in events.Append(null))
        {
            DateTimeOffset next = e?.HappenedAt ?? until;
            if (next < at)
                next = at;
            if (before is not null && next > at && PartyOf(before.Dimensions, profile) is { } party)
                spent[party] = spent.GetValueOrDefault(party) + (next - at);
            (before, at) = (e, next);
        }

        return [.. spent.Select(each => new AccountableTime(each.Key, each.Value))];
    }

    private static Accountable? PartyOf(Dimensions state, Profile profile) => state.Status switch
    {
        TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Cancelled => null,
        TicketStatus.Pending => profile.FindReason(state.Reason)?.Accountable ?? Accountable.Desk,
        _ => Accountable.Desk,
    };
}
