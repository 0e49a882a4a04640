using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Changes;

/// <summary>
/// Decides what is asked of a change (OM-17 to OM-22). Who asks may, and the status allows it: <see cref="TicketDesk"/> has looked. The
/// stage is looked at here. Stages are entered by <see cref="ChangeCommand.Carry"/> alone, which the change's orchestration sends.
/// </summary>
public static partial class ChangeDesk
{
    /// <summary>Longer than that nothing is carried out.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    internal static Decision Decide(Ticket ticket, ChangeCommand command, Actor by, DateTimeOffset at, Profile profile) => command switch
    {
        ChangeCommand.Submit submit => Submit(ticket, submit, profile),
        ChangeCommand.Vote vote => Vote(ticket, vote, by, at),
        ChangeCommand.Delegate delegation => Delegate(ticket, delegation, by, at),
        ChangeCommand.Schedule schedule => Schedule(ticket, schedule, at, profile),
        ChangeCommand.Start => Start(ticket, at, profile),
        ChangeCommand.Implement implement => Implement(ticket, implement),
        ChangeCommand.CloseIt close => Close(ticket, close),
        ChangeCommand.CancelIt cancel => Cancel(ticket, cancel),
        ChangeCommand.Carry => Carry(ticket, at, profile),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    /// <summary>Whether the stage takes what the status would allow; null if it does.</summary>
    internal static Rejected? Unready(Ticket ticket, Act act) => (act, ticket.Change) switch
    {
        (_, null) => null,
        (Act.SubmitChange, { HandedIn: true }) => TooLate(ticket, new("It has been handed in already.", "Den er allerede afleveret.")),
        (Act.Vote, { OpenReview: null }) => Reject(RefusalCode.ReviewClosed, ticket.Change.Review is null
            ? new("Nobody has been asked for a review yet.", "Ingen er spurgt endnu.")
            : new("The review is decided: votes are no longer taken.", "Gennemgangen er afgjort: der kan ikke længere stemmes.")),
        (Act.ScheduleChange, { StartedAt: not null }) => TooLate(ticket, new("It is being carried out already.", "Den er allerede under udførelse.")),
        (Act.CancelChange, { StartedAt: not null }) => TooLate(ticket, new("It has been carried out, or is being: record how it ended.", "Den er udført eller under udførelse: registrér, hvordan den endte.")),
        (Act.StartChange, { At.Kind: StageKind.Scheduled, StartedAt: not null }) => TooLate(ticket, new("It has been started already.", "Den er allerede startet.")),
        (Act.StartChange, { At.Kind: StageKind.Scheduled, Window: null }) => TooLate(ticket, new("It has no planned window yet: schedule it first.", "Den er endnu ikke planlagt: sæt først et tidsrum.")),
        (Act.StartChange, { At.Kind: StageKind.Review } change) when !IsBuilding(change) || change.BuildStartedAt is not null =>
            TooLate(ticket, new("It is carried out when its review before the launch has approved it.", "Den udføres, når gennemgangen før idriftsættelsen har godkendt den.")),
        (Act.ImplementChange, { StartedAt: null }) => TooLate(ticket, new("It has not been started.", "Den er ikke startet.")),
        (Act.ImplementChange, { ImplementedAt: not null }) => TooLate(ticket, new("How it ended has been recorded already.", "Det er allerede registreret, hvordan den endte.")),
        _ => null,
    };

    // A4: what is reviewed before its launch is built while that review waits.
    private static bool IsBuilding(ChangeState change) => change.Plan.After(change.Stage)?.Kind == StageKind.Scheduled;

    private static Rejected TooLate(Ticket ticket, Sentence why) => Reject(RefusalCode.TransitionNotAllowed, new($"{ticket.Number}: {why.English}", $"{ticket.Number}: {why.Danish}"));

    private static Decision Submit(Ticket ticket, ChangeCommand.Submit submit, Profile profile)
    {
        ChangePlan plan = ticket.Change!.Plan;
        plan = plan with
        {
            BackOutPlan = submit.BackOutPlan is null ? plan.BackOutPlan : TicketDesk.Text(ticket, submit.BackOutPlan),
            Risk = submit.Risk is null ? plan.Risk : TicketDesk.Text(ticket, submit.Risk),
            Reviewers = submit.Reviewers is null ? plan.Reviewers : new([.. submit.Reviewers.Distinct()]),
        };
        ImmutableArray<Complaint> complaints = ChangeIntake.Complain(plan, [ticket.Requester, ticket.OpenedBy], profile, handedIn: true);
        return complaints.Length > 0 ? Reject(complaints) : Accept(new Happening.ChangeHandedIn(plan));
    }

    private static Decision Schedule(Ticket ticket, ChangeCommand.Schedule schedule, DateTimeOffset at, Profile profile)
    {
        if (Wrong(schedule, at) is { } complaint)
            return Reject([complaint]);
        (DateTimeOffset from, DateTimeOffset until) = (schedule.From!.Value, schedule.Until!.Value);
        if (Frozen(ticket, from, until, schedule.FreezeReason, profile) is { } frozen)
            return frozen;
        bool inFreeze = profile.Freezes.Any(freeze => freeze.Holds(ticket, from, until));
        var window = new ChangeWindow(from, until, inFreeze && schedule.FreezeReason is { } reason ? TicketDesk.Text(ticket, reason) : null);
        return window == ticket.Change!.Window ? Accept() : Accept(new Happening.ChangeScheduled(window));
    }

    internal static Complaint? Wrong(ChangeCommand.Schedule schedule, DateTimeOffset at)
    {
        if (schedule.From is not { } from)
            return new("/from", Texts.Required);
        if (schedule.Until is not { } until)
            return new("/until", Texts.Required);
        if (from < at)
            return new("/from", new("The window begins in the past.", "Tidsrummet begynder i fortiden."));
        if (until <= from)
            return new("/until", new("The window ends before it begins.", "Tidsrummet slutter, før det begynder."));
        if (until - from > LongestWindow)
            return new("/until", new($"A window is at most {LongestWindow.Days} days long.", $"Et tidsrum er højst {LongestWindow.Days} dage."));
        return Texts.Complain("/freezeReason", schedule.FreezeReason, Texts.LongestReason, required: false);
    }

    // An emergency passes where it says why; everything else waits for the end, or for an exception by name.
    private static Rejected? Frozen(Ticket ticket, DateTimeOffset from, DateTimeOffset until, string? reason, Profile profile)
    {
        if (profile.Freezes.FirstOrDefault(freeze => freeze.Holds(ticket, from, until)) is not { } freeze)
            return null;
        if (ticket.Change!.Plan.MayPassFreeze && reason is not null)
            return null;
        string ends = freeze.Until.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return Reject(
            RefusalCode.ChangeFrozen,
            ticket.Change.Plan.MayPassFreeze
                ? new($"'{freeze.English}' lasts until {ends}: give the reason why this cannot wait.", $"'{freeze.Danish}' varer til {ends}: angiv, hvorfor den ikke kan vente.")
                : new($"'{freeze.English}' lasts until {ends}: choose a window outside it, or have the change named among its exceptions.", $"'{freeze.Danish}' varer til {ends}: vælg et tidsrum udenfor, eller få ændringen på listen over undtagelser."),
            "/from");
    }

    private static Decision Start(Ticket ticket, DateTimeOffset at, Profile profile)
    {
        ChangeState change = ticket.Change!;
        if (change.At!.Kind == StageKind.Review)
            return Accept(new Happening.BuildStarted());
        return Frozen(ticket, at, at.AddTicks(1), change.Window!.FreezeReason?.Value, profile) is { } frozen ? frozen : Accept(new Happening.ChangeStarted());
    }

    private static Decision Implement(Ticket ticket, ChangeCommand.Implement implement)
    {
        if (implement.Outcome is not { } outcome || !Enum.IsDefined(outcome))
            return Reject([new("/outcome", Sentence.OneOf(["successful", "successfulWithIssues", "failed", "backedOut"]))]);
        return Texts.Complain("/report", implement.Report, Texts.LongestNote, required: true) is { } complaint
            ? Reject([complaint])
            : Accept(new Happening.ChangeImplemented(outcome, TicketDesk.Text(ticket, implement.Report)));
    }

    private static Decision Close(Ticket ticket, ChangeCommand.CloseIt close)
    {
        if (Texts.Complain("/note", close.Note, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        return close.Note is null ? Accept(new Happening.Closed()) : Accept(new Happening.NoteWritten(TicketDesk.Text(ticket, close.Note)), new Happening.Closed());
    }

    private static Decision Cancel(Ticket ticket, ChangeCommand.CancelIt cancel) =>
        Texts.Complain("/reason", cancel.Reason, Texts.LongestReason, required: true) is { } complaint
            ? Reject([complaint])
            : Accept(new Happening.Cancelled(TicketDesk.Text(ticket, cancel.Reason)));
}
