using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What would become of a change if it were handed in now (OM-17 to OM-22). Nothing of it is written down.</summary>
/// <param name="Entry">As it would stand in the calendar; null where it has no window.</param>
/// <param name="Missing">What it lacks before it can be handed in.</param>
/// <param name="Freezes">Of its window; where it has none, those that end within <see cref="Horizon"/>.</param>
/// <param name="Collisions">Other changes on the same configuration item or service in its window.</param>
/// <param name="Soonest">When it can begin at the earliest, where its reviewers vote at once; null within no <see cref="Horizon"/>, and where those who would be asked cannot approve.</param>
/// <param name="ByDeadlines">The same, where each review takes until its deadline.</param>
public sealed record FlightPlan(
    Ticket Change, ChangeWindow? Window, PlannedChange? Entry, ImmutableArray<PlannedStage> Stages, ImmutableArray<Complaint> Missing, ImmutableArray<FreezeWindow> Freezes, ImmutableArray<PlannedChange> Collisions,
    DateTimeOffset? Soonest, DateTimeOffset? ByDeadlines)
{
    /// <summary>So far ahead a time for a change is looked for.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(92);

    /// <summary>Where a change says no window, so long a one is looked for.</summary>
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    /// <summary>The part of the calendar that a plan is made with.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Span(NewChange wanted, DateTimeOffset at)
    {
        DateTimeOffset horizon = at + Horizon + ChangeDesk.LongestWindow;
        return (at, wanted.Until is { } until && until > horizon && wanted.From is { } from && until - from <= ChangeDesk.LongestWindow ? until : horizon);
    }

    /// <summary>The plan of a change that somebody wants to open.</summary>
    /// <param name="calendar">Other changes between the instants of <see cref="Span"/>.</param>
    /// <returns>What is wrong with it already, where nobody could open it even as a draft.</returns>
    public static (Decision.Rejected? Wrong, FlightPlan? Plan) Of(NewChange wanted, Actor by, DateTimeOffset at, Profile profile, IReadOnlyCollection<PlannedChange> calendar)
    {
        bool planned = wanted.From is not null || wanted.Until is not null;
        Complaint? wrong = planned ? ChangeDesk.Wrong(new(wanted.From, wanted.Until, wanted.FreezeReason), at) : null;
        wrong = wrong is null ? null : ChangeIntake.InWindow(wrong);
        Decision opened = ChangeIntake.Decide(wanted with { Draft = true, From = null, Until = null, FreezeReason = null }, by, at, profile);
        if (opened is Decision.Rejected rejected)
            return ((Decision.Rejected)Decision.Reject([.. rejected.Refusal.Complaints, .. wrong is null ? [] : new[] { wrong }]), null);
        if (wrong is { } complaint)
            return ((Decision.Rejected)Decision.Reject([complaint]), null);

        (Ticket change, _) = History.Open(new OrganisationId(), ChangeIntake.Unnumbered, ((Decision.Accepted)opened).Happenings, by.Id, "", at, profile);
        ChangePlan plan = change.Change!.Plan;
        ChangeWindow? window = planned ? new(wanted.From!.Value, wanted.Until!.Value, wanted.FreezeReason is { } reason ? new(reason, by.Id) : null) : null;
        TimeSpan length = window is null ? UsualLength : window.Until - window.From;
        DateTimeOffset reviewed = at;
        var stages = ImmutableArray.CreateBuilder<PlannedStage>();
        foreach (ChangeStage stage in plan.Stages.TakeWhile(stage => stage.Kind != StageKind.Scheduled))
        {
            stages.Add(PlannedStage.Of(stage, change, reviewed, profile));
            reviewed = stages[^1].Asked?.DueAt ?? reviewed;
        }

        bool blocked = stages.Any(stage => stage.CannotApprove);
        DateTimeOffset? byDeadlines = blocked ? null : Free(change, reviewed, length, at, profile, calendar);
        DateTimeOffset? begins = window?.From > reviewed ? window.From : byDeadlines;
        foreach (ChangeStage stage in plan.Stages.SkipWhile(stage => stage.Kind != StageKind.Scheduled))
            stages.Add(PlannedStage.Of(stage, change, stage.Kind == StageKind.Scheduled ? reviewed : begins + length, profile));
        PlannedChange? mine = window is null ? null : EntryOf(change, window);
        return (null, new(
            change, window, mine, stages.ToImmutable(), ChangeIntake.Complain(plan, [change.Requester, by.Id], profile, handedIn: true),
            [.. profile.Freezes.Where(freeze => window is null ? freeze.Holds(change, at, at + Horizon) : freeze.Holds(change, window.From, window.Until)).OrderBy(freeze => freeze.From)],
            mine is null ? [] : [.. calendar.Where(mine.CollidesWith).OrderBy(other => other.From)],
            blocked ? null : Free(change, at, length, at, profile, calendar), byDeadlines));
    }

    // As it would stand in the calendar.
    private static PlannedChange EntryOf(Ticket change, ChangeWindow window) => PlannedChange.Of(change with { Change = change.Change! with { Window = window, HandedIn = true } })!;

    // The first time that is long enough between what stands in the way: each step goes to the end of something.
    private static DateTimeOffset? Free(Ticket change, DateTimeOffset from, TimeSpan length, DateTimeOffset now, Profile profile, IReadOnlyCollection<PlannedChange> calendar)
    {
        while (from <= now + Horizon)
        {
            DateTimeOffset until = from + length;
            FreezeWindow? freeze = change.Change!.Plan.MayPassFreeze ? null : profile.Freezes.FirstOrDefault(each => each.Holds(change, from, until));
            PlannedChange mine = EntryOf(change, new(from, until));
            if ((freeze?.Until ?? calendar.FirstOrDefault(mine.CollidesWith)?.Until) is not { } next)
                return from;
            from = next;
        }

        return null;
    }
}

/// <param name="EntersAt">Where every review before it takes until its deadline; null where no time for the launch was found.</param>
/// <param name="Asked">Who would be asked, and until when; of a review and of nothing else.</param>
/// <param name="Away">Who of them is away meanwhile, and when.</param>
public sealed record PlannedStage(ChangeStage Stage, DateTimeOffset? EntersAt, ReviewAsked? Asked, ImmutableArray<(string Person, Absence Absence)> Away)
{
    /// <summary>Those who would be asked are too few to approve, or lack a role.</summary>
    public bool CannotApprove => Stage.Review is { } rules && Asked is { } asked && !rules.Quorum.CanBeReached(asked.Electorate);

    internal static PlannedStage Of(ChangeStage stage, Ticket change, DateTimeOffset? at, Profile profile)
    {
        if (stage.Review is not { } rules)
            return new(stage, at, null, []);
        ReviewAsked asked = ChangeDesk.Asked(Electorate.Of(change, profile), rules, change, at ?? change.OpenedAt, profile, atOnce: false);
        return new(stage, at, asked, [.. at is not { } from ? [] : asked.Electorate.SelectMany(elector => (profile.Directory.Find(elector.Person)?.Absences ?? [])
            .Where(absence => absence.From < asked.DueAt && from < absence.Until).Select(absence => (elector.Person, absence)))]);
    }
}
