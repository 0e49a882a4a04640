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
            Refuses = [.. Written.Where(code => code != NotFound)],
            Description = "It names the incidents that it is to end, which are linked to it as what it causes; a process manager may open one before there is an incident, and says why. The department that gets it is told, and finds it at the stage Assign.",
        },
        OfProblem("AssignInvestigators", "Assign investigators", typeof(PeopleBody), new PeopleBody(["bo"], "It drops connections at eight, when everybody comes."), "From Assign to Investigate. Those who are named may record what they find, whatever their team."),
        OfProblem("ResolveProblem", "Resolve a problem now", typeof(ResolveNowBody), new ResolveNowBody("The timer of the backup was set to eight in the morning; it is night again."), "At Assign: it is closed, and its opener is told.", OpenTasks),
        OfProblem("CancelProblem", "Cancel a problem", typeof(CancelBody), new CancelBody("It is the same as another problem."), "At Assign: nobody is told.", OpenTasks),
        OfProblem("AssignHandlers", "Assign handlers", typeof(PeopleBody), new PeopleBody(["bo"], "The firmware has to be exchanged in the night."), "From Investigate to Process."),
        OfProblem("EliminateRootCause", "Eliminate the root cause", typeof(EliminateBody), new EliminateBody("The firmware was exchanged.", "A memory leak of the old firmware."), "At Process: it is closed with the code RootCauseEliminated, and its known error with it.", OpenTasks),
        OfProblem("ClearCondition", "Clear the condition", typeof(ClearBody), new ClearBody("The switch is restarted each night.", "Restart it by hand with the console.", "Wait a minute and connect again."), "At Process: it is closed with the code ConditionCleared. It is lived with: not without a workaround, and an open known error stays behind.", OpenTasks, WorkaroundMissing),
        OfProblem("RecordFindings", "Record root cause and workaround", typeof(FindingsBody), new FindingsBody("A memory leak of the firmware.", "Restart it by hand with the console.", "Wait a minute and connect again.", true), "What is left out stays as it reads. Declared a known error, it is offered from then on. Of a closed problem as long as its known error is open.", WorkaroundMissing),
    ];

    private static Operation OfProblem(string function, string summary, Type body, object example, string description, params Http.ProblemCode[] also) =>
        Change(function, summary, body, example, description, also) with { Tag = "Problems", Answers = [ProblemDone, DoneBefore] };

    private static Answer ProblemDone => new(200, "The problem as it stands now.", typeof(TicketReply), Example: Examples.Ticket, Headers: ["ETag", "Idempotency-Replayed"]);
}
