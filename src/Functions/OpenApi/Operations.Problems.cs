using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Problems: opened from incidents, looked into, closed with the cause or with a workaround.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfProblems =>
    [
        Open("OpenProblem", "Open a problem", typeof(ProblemBody), Examples.NewProblem) with
        {
            Tag = "Problems",
            By = "bo",
            Description = "It names the incidents that it is to end, which are linked to it as what it causes; a process manager may open one before there is an incident, and says why. The department that gets it is told, and finds it at the stage Assign.",
        },
        OfProblem("AssignInvestigators", "Assign investigators", typeof(PeopleBody), new PeopleBody(["bo"], "It drops connections at eight, when everybody comes."), "From Assign to Investigate. Those who are named may record what they find, whatever their team."),
        OfProblem("RecordFindings", "Record root cause and workaround", typeof(FindingsBody), new FindingsBody("A memory leak of the firmware.", "Restart it by hand with the console.", "Wait a minute and connect again.", true, "The network in building 5341 drops out"), "What is left out stays as it reads. Declared a known error, it is offered from then on. Of a closed problem as long as its known error is open.", WorkaroundMissing),
        OfProblem("AssignHandlers", "Assign handlers", typeof(PeopleBody), new PeopleBody(["bo"], "The firmware has to be exchanged in the night."), "From Investigate to Process."),
        OfProblem("EliminateRootCause", "Eliminate the root cause", typeof(EliminateBody), new EliminateBody("The firmware was exchanged.", "A memory leak of the old firmware."), "At Process: it is closed with the code RootCauseEliminated, and its known error with it.", OpenTasks),
        OfProblem("ClearCondition", "Clear the condition", typeof(ClearBody), new ClearBody("The switch is restarted each night.", "Restart it by hand with the console.", "Wait a minute and connect again.", "The network in building 5341 drops out"), "At Process: it is closed with the code ConditionCleared. It is lived with: not without a workaround, and an open known error stays behind.", OpenTasks, WorkaroundMissing),
        OfProblem("ResolveProblem", "Resolve a problem now", typeof(ResolveNowBody), new ResolveNowBody("The timer of the backup was set to eight in the morning; it is night again."), "At Assign: it is closed, and its opener is told.", OpenTasks),
        OfProblem("CancelProblem", "Cancel a problem", typeof(CancelBody), new CancelBody("It is the same as another problem."), "At Assign: nobody is told.", OpenTasks),
        new("ListProblemIncidents", "Problems", "Incidents of a problem")
        {
            Description = "As they stand now, each with the ETag that a command for it needs. A problem that is closed offers those that are open still in its reply too: `POST /api/tickets/bulk` with the command `resolve` resolves those that are chosen, and nothing resolves them by itself.",
            Takes = ["Accept-Language"],
            Answers = [new(200, "The incidents that the problem causes.", typeof(ProblemIncidentsReply))],
            Refuses = [NotFound, .. Always],
        },
        Append("CommunicateWorkaround", "Tell the end users a workaround", typeof(EmptyBody), new EmptyBody(), "The public workaround goes as a message to the end user of each incident of the problem that is open still: each text once, whatever dies in between. Sent again it reaches those that were linked since.", WorkaroundMissing, TransitionNotAllowed) with
        {
            Tag = "Problems",
            Answers = [ProblemDone],
        },
        new("ListKnownErrors", "Problems", "Known errors")
        {
            Description = "Those that are open, the best match first where `q` gives words. End users get those that have a workaround for them, with the title that they were given for it, and nothing of the desk's own: neither to read nor to be found by. A word of the title counts for more than one of the workaround.",
            By = "anna",
            Takes = ["q", "retired", "Accept-Language"],
            Query = "q=network",
            Answers = [new(200, "Known errors.", typeof(KnownErrorsReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadKnownError", "Problems", "One known error")
        {
            By = "anna",
            Takes = ["Accept-Language"],
            Answers = [new(200, "The known error.", typeof(KnownErrorReply))],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
        Append("RetireKnownError", "Retire a known error", typeof(RetireBody), new RetireBody("The firmware was exchanged."), "It holds no more, and is offered to nobody. The reply is its problem.", TransitionNotAllowed) with
        {
            Tag = "Problems",
            Answers = [ProblemDone],
        },
    ];

    private static IReadOnlyList<Operation> OfProposals =>
    [
        new("ListProblemProposals", "Problems", "Problems that are proposed")
        {
            Description = "What happened again and again after it had been resolved: the same category on the same configuration item, or at the same location where none is named. How often in how many days the parameter `recurrence` says. For process managers.",
            By = "mia",
            Takes = ["Accept-Language"],
            Answers = [new(200, "The proposals that are open, the latest first.", typeof(ProposalsReply))],
            Refuses = [NotAllowed, .. Always],
        },
        new("AcceptProblemProposal", "Problems", "Accept a proposal")
        {
            Description = "It becomes a problem with its incidents linked; accepted again it leads to the same one.",
            Body = typeof(AcceptProposalBody),
            Example = new AcceptProposalBody("The switch in building 5341 drops connections", null, null),
            By = "mia",
            Takes = ["Accept-Language"],
            Answers = [new(201, "The problem.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["Location", "ETag", "Idempotency-Replayed"])],
            Refuses = [InvalidRequest, TooLarge, UnsupportedMediaType, NotAllowed, NotFound, ProposalDecided, .. Always],
        },
        new("DismissProblemProposal", "Problems", "Dismiss a proposal")
        {
            Description = "It is remembered: the same is proposed anew only when it happened again as often as the parameter `recurrence` asks.",
            Body = typeof(DismissProposalBody),
            Example = new DismissProposalBody("The building is being rebuilt until June."),
            By = "mia",
            Takes = ["Accept-Language"],
            Answers = [new(200, "The proposal as it stands now.", typeof(ProposalReply))],
            Refuses = [InvalidRequest, TooLarge, UnsupportedMediaType, NotAllowed, NotFound, ProposalDecided, .. Always],
        },
    ];

    private static Operation OfProblem(string function, string summary, Type body, object example, string description, params Http.ProblemCode[] also) =>
        Change(function, summary, body, example, description, also) with { Tag = "Problems", Answers = [ProblemDone, DoneBefore] };

    private static Answer ProblemDone => new(200, "The problem as it stands now.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["ETag", "Idempotency-Replayed"]);
}
