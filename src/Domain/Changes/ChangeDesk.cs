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
        ChangeCommand.Submit submit => Submit(ticket, submit, by, profile),
        ChangeCommand.Vote vote => Vote(ticket, vote, by, at),
        ChangeCommand.Delegate delegation => Delegate(ticket, delegation, by, at),
        ChangeCommand.Schedule schedule => Schedule(ticket, schedule, at, profile),
        ChangeCommand.Start start => Start(ticket, start, at, profile),
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
        // What was approved is what it touches.
        (Act.Reclassify, { HandedIn: true }) => TooLate(ticket, new(
            "What it touches was handed in with it: cancel it and open another, or have its review send it back.", "Det, den berører, blev afleveret med den: annullér den og opret en anden, eller få gennemgangen til at sende den tilbage.")),
        (Act.Vote, { OpenReview: null }) => Reject(RefusalCode.ReviewClosed, ticket.Change.Review is null
            ? new("Nobody has been asked for a review yet.", "Ingen er spurgt endnu.")
            : new("The review is decided: votes are no longer taken.", "Gennemgangen er afgjort: der kan ikke længere stemmes.")),
        (Act.ScheduleChange, { StartedAt: not null }) => TooLate(ticket, new("It is being carried out already.", "Den er allerede under udførelse.")),
        (Act.CancelChange, { StartedAt: not null }) => TooLate(ticket, new("It has been carried out, or is being: record how it ended.", "Den er udført eller under udførelse: registrér, hvordan den endte.")),
        (Act.CancelChange, { Launched: true }) => TooLate(ticket, new("It has been carried out: put right what its closing review found, and record the outcome.", "Den er udført: ret op på det, den afsluttende gennemgang fandt, og registrér udfaldet.")),
        (Act.StartChange, { At.Kind: StageKind.Scheduled, StartedAt: not null }) => TooLate(ticket, new("It has been started already.", "Den er allerede startet.")),
        (Act.StartChange, { At.Kind: StageKind.Scheduled, Window: null }) => TooLate(ticket, new("It has no planned window yet: schedule it first.", "Den er endnu ikke planlagt: sæt først et tidsrum.")),
        (Act.StartChange, { At.Kind: StageKind.Review } change) when !IsBuilding(change) || change.BuildStartedAt is not null =>
            TooLate(ticket, new("It is carried out when its review before the launch has approved it.", "Den udføres, når gennemgangen før idriftsættelsen har godkendt den.")),
        (Act.ImplementChange, { StartedAt: null, Launched: false }) => TooLate(ticket, new("It has not been started.", "Den er ikke startet.")),
        (Act.ImplementChange, { ImplementedAt: not null }) => TooLate(ticket, new("How it ended has been recorded already.", "Det er allerede registreret, hvordan den endte.")),
        _ => null,
    };

    /// <summary>The refusal of a command that the change takes at another stage, or at none.</summary>
    internal static Rejected Elsewhere(Ticket ticket, LifecycleRow row)
    {
        ChangeStage at = ticket.Change!.At!;
        ChangeStage[] takes = [.. ticket.Change.Plan.Stages.Where(stage => row.From.Any(status => IsShownAs(stage.Kind, status)) && Takes(stage, row.Act, ticket.Change.Plan))];
        return Reject(RefusalCode.TransitionNotAllowed, takes.Length == 0
            ? new($"No stage of a change of the type {ticket.Change.Plan.Type} takes this command.", $"Intet trin i en ændring af typen {ticket.Change.Plan.Type} tager imod den kommando.")
            : new(
                $"{ticket.Number} is at the stage {at.English}, which does not take this command; it is taken at: {string.Join(", ", takes.Select(stage => stage.English))}.",
                $"{ticket.Number} er ved trinnet {at.Danish}, som ikke tager imod den kommando; det gør: {string.Join(", ", takes.Select(stage => stage.Danish))}."));
    }

    private static bool IsShownAs(StageKind kind, TicketStatus status) => status switch
    {
        TicketStatus.New or TicketStatus.Assigned => kind == StageKind.New,
        TicketStatus.Pending => kind == StageKind.Review,
        TicketStatus.InProgress => kind == StageKind.Scheduled,
        TicketStatus.Resolved => kind == StageKind.Close,
        _ => false,
    };

    // Not every review is followed by a launch.
    private static bool Takes(ChangeStage stage, Act act, ChangePlan plan) => act != Act.StartChange || stage.Kind == StageKind.Scheduled || IsBuilt(stage.Id, plan);

    // A4: what is reviewed before its launch is built while that review waits.
    private static bool IsBuilding(ChangeState change) => IsBuilt(change.Stage, change.Plan);

    private static bool IsBuilt(string stage, ChangePlan plan) => plan.After(stage)?.Kind == StageKind.Scheduled;

    private static Rejected TooLate(Ticket ticket, Sentence why) => Reject(RefusalCode.TransitionNotAllowed, new($"{ticket.Number}: {why.English}", $"{ticket.Number}: {why.Danish}"));

    private static Decision Submit(Ticket ticket, ChangeCommand.Submit submit, Actor by, Profile profile)
    {
        ChangePlan was = ticket.Change!.Plan;
        PersonalText? title = Reworked(ticket, ticket.Title, submit.Title), description = Reworked(ticket, ticket.Description, submit.Description);
        // What was approved beforehand is what the template says.
        bool isFixed = was.FollowsTemplate(profile);
        ImmutableArray<Complaint> wrong =
        [
            .. new[]
            {
                submit.Title is null ? null : Texts.Complain("/title", submit.Title, Texts.LongestTitle, required: true, singleLine: true) ?? Fixed("/title", isFixed && title is not null),
                submit.Description is null ? null : Texts.Complain("/description", submit.Description, Texts.LongestNote, required: true) ?? Fixed("/description", isFixed && description is not null),
                Texts.Complain("/backOutPlan", submit.BackOutPlan, Texts.LongestNote, required: false)
                    ?? Fixed("/backOutPlan", isFixed && submit.BackOutPlan is not null && submit.BackOutPlan.Normalize() != was.BackOutPlan?.Value),
                Texts.Complain("/risk", submit.Risk, Texts.LongestNote, required: false),
            }.OfType<Complaint>(),
        ];
        if (wrong.Length > 0)
            return Reject(wrong);
        ChangePlan plan = was with
        {
            BackOutPlan = submit.BackOutPlan is null ? was.BackOutPlan : TicketDesk.Text(ticket, submit.BackOutPlan),
            Risk = submit.Risk is null ? was.Risk : TicketDesk.Text(ticket, submit.Risk),
            Reviewers = submit.Reviewers is null ? was.Reviewers : new([.. submit.Reviewers.Distinct()]),
        };
        IReadOnlyList<string> authors = Electorate.AuthorsOf(ticket);
        // Nor whoever takes themselves off its reviewers with it.
        if (!authors.Contains(by.Id) && new[] { was, plan }.SelectMany(each => Electorate.Of(each, authors, profile)).Any(elector => elector.Person == by.Id))
            return Reject(RefusalCode.NotAllowed, new(
                "Whoever reviews it does not hand it in: its author does, or somebody of its team who is not asked to review it.", "Den, der gennemgår den, afleverer den ikke: det gør dens forfatter eller en fra dens team, som ikke skal gennemgå den."));
        ImmutableArray<Complaint> complaints = ChangeIntake.Complain(plan, authors, profile, handedIn: true);
        return complaints.Length > 0 ? Reject(complaints) : Accept(new Happening.ChangeHandedIn(plan, title, description));
    }

    private static Complaint? Fixed(string pointer, bool isChanged) => isChanged ? new(pointer, ChangeIntake.OfTemplate) : null;

    private static PersonalText? Reworked(Ticket ticket, PersonalText was, string? given) => Texts.Normalized(given) is { } now && now != was.Value ? TicketDesk.Text(ticket, now) : null;

    private static Decision Schedule(Ticket ticket, ChangeCommand.Schedule schedule, DateTimeOffset at, Profile profile)
    {
        if (Wrong(schedule, at) is { } complaint)
            return Reject([complaint]);
        (DateTimeOffset from, DateTimeOffset until) = (schedule.From!.Value, schedule.Until!.Value);
        FreezeWindow? freeze = profile.Freezes.FirstOrDefault(each => each.Holds(ticket, from, until));
        if (Frozen(ticket, freeze, schedule.FreezeReason, "/from") is { } frozen)
            return frozen;
        var window = new ChangeWindow(from, until, freeze is not null && schedule.FreezeReason is { } reason ? TicketDesk.Text(ticket, reason) : null);
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
        if (from > at + TicketDesk.Furthest)
            return new("/from", TicketDesk.TooFar);
        if (until <= from)
            return new("/until", new("The window ends before it begins.", "Tidsrummet slutter, før det begynder."));
        if (until - from > LongestWindow)
            return new("/until", new($"A window is at most {LongestWindow.Days} days long.", $"Et tidsrum er højst {LongestWindow.Days} dage."));
        return Texts.Complain("/freezeReason", schedule.FreezeReason, Texts.LongestReason, required: false);
    }

    // An emergency passes where it says why; everything else waits for the end, or for an exception by name.
    private static Rejected? Frozen(Ticket ticket, FreezeWindow? freeze, string? reason, string pointer)
    {
        if (freeze is null || (ticket.Change!.Plan.MayPassFreeze && reason is not null))
            return null;
        string ends = Moment(freeze.Until);
        return Reject(
            RefusalCode.ChangeFrozen,
            ticket.Change.Plan.MayPassFreeze
                ? new($"'{freeze.English}' lasts until {ends}: give the reason why this cannot wait.", $"'{freeze.Danish}' varer til {ends}: angiv, hvorfor den ikke kan vente.")
                : new($"'{freeze.English}' lasts until {ends}: choose a window outside it, or have the change named among its exceptions.", $"'{freeze.Danish}' varer til {ends}: vælg et tidsrum udenfor, eller få ændringen på listen over undtagelser."),
            pointer);
    }

    private static Decision Start(Ticket ticket, ChangeCommand.Start start, DateTimeOffset at, Profile profile)
    {
        if (Texts.Complain("/reason", start.Reason, Texts.LongestReason, required: false) is { } complaint)
            return Reject([complaint]);
        ChangeState change = ticket.Change!;
        if (change.At!.Kind == StageKind.Review)
            return Accept(new Happening.BuildStarted());
        ChangeWindow window = change.Window!;
        // A freeze that its window lies in was passed when it was planned; every other one asks for a reason of its own.
        FreezeWindow? freeze = profile.Freezes.FirstOrDefault(each => each.Holds(ticket, at, at.AddTicks(1)) && (window.FreezeReason is null || !each.Holds(ticket, window.From, window.Until)));
        if (Frozen(ticket, freeze, start.Reason, "/reason") is { } frozen)
            return frozen;
        if (start.Reason is null && (at < window.From || window.Until <= at))
            return Reject([new("/reason", new(
                $"It is planned for {Moment(window.From)} to {Moment(window.Until)}: plan it anew, or say why it is carried out at another time.",
                $"Den er planlagt fra {Moment(window.From)} til {Moment(window.Until)}: planlæg den igen, eller angiv, hvorfor den udføres på et andet tidspunkt."))]);
        return Accept(new Happening.ChangeStarted(start.Reason is null ? null : TicketDesk.Text(ticket, start.Reason)));
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

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
