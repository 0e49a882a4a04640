using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Changes: opened, reviewed, planned, carried out.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfChanges =>
    [
        Open("OpenChange", "Open a change", typeof(ChangeBody), Examples.Change) with
        {
            Tag = "Changes",
            By = "bo",
            Description = "The type decides the stages: a standard change follows a template of the catalogue and needs no review, a general one passes three reviews, an emergency two. It is handed in at once, unless it is a draft; from then on the desk carries it from stage to stage.",
        },
        new("PreviewChange", "Changes", "See what would become of a change")
        {
            Description = "The flight plan of a change, before it is opened: the stages that it would pass, who would vote in each and who of them is away, what it lacks still, the freezes and other changes in its window, and when it can begin at the earliest. The body is that of opening one. Nothing is written down.",
            Body = typeof(ChangeBody),
            Example = Examples.Change with { Window = new(new DateTimeOffset(2035, 5, 4, 20, 0, 0, TimeSpan.Zero), new DateTimeOffset(2035, 5, 4, 22, 0, 0, TimeSpan.Zero), null) },
            By = "bo",
            Takes = ["Accept-Language"],
            Answers = [new(200, "The plan.", typeof(FlightPlanReply))],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadReviews", "Changes", "Read a change's reviews")
        {
            About = Reviewed,
            Description = "Every review that it has been in, in order: who was asked, every vote with its comment, delegations, reminders, and how it ended.",
            Answers = [new(200, "The reviews.", typeof(ReviewsReply))],
            Refuses = [NotFound, .. Always],
        },
        new("ReadVotes", "Changes", "Read whose reviews wait for you")
        {
            Description = "The changes that wait for the caller's vote, or for one that was delegated to them for now: what is due first comes first.",
            By = "inge",
            Takes = ["Accept-Language"],
            Answers = [new(200, "What waits for the caller's vote.", typeof(VotesReply))],
            Refuses = [.. Always],
        },
        new("ReadChangeCalendar", "Changes", "Read the change calendar")
        {
            Description = "Planned changes and freeze windows of a span of days, with what collides; and an address under which a calendar program follows it as iCalendar. Needs a role of the desk, or ChangeReviewer.",
            By = "bo",
            Query = "from=2035-05-01&to=2035-05-31",
            Takes = ["from (day)", "to (day)", "team (filter)", "service (filter)", "Accept-Language"],
            Answers = [new(200, "The calendar.", typeof(CalendarReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        OfChange("SubmitChange", "Hand a change in", typeof(SubmitChangeBody), new SubmitChangeBody("The old switch stays in the rack for a week."), "A draft, or what a review has sent back; with what was reworked.") with { About = "$DRAFT" },
        OfVote("Vote", "Vote in a review", typeof(VoteBody), new VoteBody(Domain.Changes.VoteChoice.Approve, "The back-out plan was tried in the lab.", null), "By those who were asked when the review was opened, and by whom they delegated it to for now; never by the author. A vote can be changed until the review is decided; after that `409`.", ReviewClosed),
        OfVote("DelegateVote", "Delegate a vote", typeof(DelegationBody), new DelegationBody("carl.colleague", new DateTimeOffset(2035, 5, 4, 10, 0, 0, TimeSpan.Zero), null, null), "For a time, to somebody who is neither its author nor handed it in. What the reviewer votes themselves stands. For others a process manager delegates, never to themselves.", TransitionNotAllowed),
        OfChange("ScheduleChange", "Plan a change", typeof(ScheduleBody), new ScheduleBody(new DateTimeOffset(2035, 5, 4, 20, 0, 0, TimeSpan.Zero), new DateTimeOffset(2035, 5, 4, 22, 0, 0, TimeSpan.Zero), null), "When it is to be carried out. Not in a freeze window, except an emergency that says why.", ChangeFrozen),
        OfChange("StartChange", "Start a change", typeof(StartBody), new StartBody("The building is empty today, and everybody has agreed."), "Before the launch that its build begins; when it is scheduled that it is being carried out, outside its window with a reason.", ChangeFrozen),
        OfChange("ImplementChange", "Record how a change went", typeof(ImplementedBody), new ImplementedBody(Domain.Changes.ChangeOutcome.Successful, "The switch was exchanged; every port came up."), "It goes on to its closing review, or to whoever closes it."),
        OfChange("CloseChange", "Close a change", typeof(CloseChangeBody), new CloseChangeBody("Looked over."), "Of a type that is closed by hand, as standard is; the closing review closes the others."),
        OfChange("CancelChange", "Cancel a change", typeof(CancelBody), new CancelBody("The supplier has withdrawn the model."), "Until it is being carried out; after that its outcome is recorded."),
    ];

    private static Operation OfChange(string function, string summary, Type body, object example, string description, params Http.ProblemCode[] also) =>
        Change(function, summary, body, example, description, also) with { Tag = "Changes", Answers = [ChangeDone, DoneBefore] };

    private static Operation OfVote(string function, string summary, Type body, object example, string description, params Http.ProblemCode[] also) =>
        Append(function, summary, body, example, description, also) with { Tag = "Changes", Answers = [ChangeDone], By = "inge", About = Reviewed };

    private const string Reviewed = "$REVIEW";

    private static Answer ChangeDone => new(200, "The change as it stands now.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["ETag", "Idempotency-Replayed"]);
}
