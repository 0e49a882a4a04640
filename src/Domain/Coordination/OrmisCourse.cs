using System.Collections.Immutable;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>What an event makes of an incident that is coordinated.</summary>
internal static class OrmisCourse
{
    /// <summary>As reports group by it, and as imports of other desks write it.</summary>
    public static string NameOf(OrmisScope scope) => scope == OrmisScope.Global ? "global" : "local";

    /// <returns>Null where the event is none of these.</returns>
    public static Ticket? Of(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        OrmisClassified classified => ticket with
        {
            Ormis = (ticket.Ormis ?? new(classified.Class, classified.Detection!)) with
            {
                Class = classified.Class,
                Detection = classified.Detection ?? ticket.Ormis!.Detection,
                Manager = classified.Class == OrmisClass.Disturbance ? null : ticket.Ormis?.Manager,
            },
            Markers = classified.Class == OrmisClass.Disturbance ? ticket.Markers with { Scope = null } : ticket.Markers,
        },
        ScopeSet set => ticket with
        {
            Ormis = ticket.Ormis! with { Manager = set.Manager, Turns = ticket.Ormis.Turns.Add(new(set.Scope, set.Manager, at, by, set.Reason)) },
            Markers = ticket.Markers with { Scope = NameOf(set.Scope) },
        },
        GuidelineRecorded guideline => Keep(ticket, state => state with
        {
            Guidelines = Put(state.Guidelines, new GuidelineRecord(guideline.Guideline, guideline.Followed, guideline.Reason, at, by), each => each.Guideline),
        }),
        ActionPlanned planned => Keep(ticket, state => state with
        {
            Items = Put(
                state.Items,
                (state.Items.FirstOrDefault(item => item.Id == planned.Item) ?? new(planned.Item, planned.Text, null, null, false)) with { Text = planned.Text, Owner = planned.Owner, DueAt = planned.DueAt, Prevention = planned.Prevention },
                item => item.Id),
        }),
        ActionMoved moved => Keep(ticket, state => state with
        {
            Items = [.. state.Items.Select(item => item.Id != moved.Item ? item : item with { State = moved.State, Note = moved.Note, EndedAt = moved.State == ActionState.Open ? null : at, EndedBy = moved.State == ActionState.Open ? null : by })],
        }),
        AreaReported area => Keep(ticket, state => state with { Areas = Put(state.Areas, new AffectedArea(area.Area, area.State, at, by, area.How), each => each.Name) }),
        CommunicationDecided decided => Keep(ticket, state => state with { Evaluations = state.Evaluations.Add(new(at, by, decided.Communicate, decided.Channel, decided.TellAt, decided.Text, decided.Reason)) }),
        MeetingRecorded meeting => Keep(ticket, state => state with { Meetings = state.Meetings.Add(new(meeting.HeldAt, meeting.Attendees, meeting.Decisions, at, by)) }),
        StakeholderNamed named => Keep(ticket, state => state with { Stakeholders = state.Stakeholders.Add(new(named.Person)) }),
        StakeholderJudged judged => Keep(ticket, state => state with { Stakeholders = Put(state.Stakeholders, new Stakeholder(judged.Person, judged.Satisfied, judged.Comment, at, by), each => each.Person) }),
        FinalUpdateTold told => Keep(ticket, state => state with { FinalUpdate = new(ticket.Version + 1, told.Text, told.Improvements, at, by) }),
        _ => null,
    };

    private static Ticket Keep(Ticket ticket, Func<OrmisState, OrmisState> change) => ticket with { Ormis = change(ticket.Ormis!) };

    // In the place of the one with the same key, or behind the others.
    private static ImmutableArray<T> Put<T, TKey>(ImmutableArray<T> all, T item, Func<T, TKey> key)
        where TKey : IEquatable<TKey> =>
        all.Any(each => key(each).Equals(key(item))) ? [.. all.Select(each => key(each).Equals(key(item)) ? item : each)] : all.Add(item);
}
