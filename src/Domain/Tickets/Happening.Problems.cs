using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can happen to a problem beside what happens to every ticket (OM-10 to OM-15, A2).</summary>
public abstract partial record Happening
{
    /// <summary>The second event of every problem: what it is to end. It owns its links to those incidents.</summary>
    /// <param name="Incidents">Numbers of the incidents; none where it was opened before there was one.</param>
    /// <param name="Proactive">Why it was opened without one (IT-15).</param>
    public sealed record ProblemStated(IdList Incidents, PersonalText? Proactive = null) : Happening;

    /// <summary>From Assign to Investigate (OM-13).</summary>
    /// <param name="Investigators">Person ids; the first has the problem.</param>
    public sealed record InvestigatorsAssigned(IdList Investigators, PersonalText? Note) : Happening;

    /// <summary>From Investigate to Process (OM-14).</summary>
    /// <param name="Handlers">Person ids; the first has the problem.</param>
    public sealed record HandlersAssigned(IdList Handlers, PersonalText? Note) : Happening;

    /// <summary>What is null stays as it reads.</summary>
    /// <param name="Workaround">The desk's own.</param>
    /// <param name="PublicWorkaround">What end users may read of it.</param>
    /// <param name="PublicTitle">The symptom, as end users would name it.</param>
    public sealed record FindingsRecorded(PersonalText? RootCause, PersonalText? Workaround, PersonalText? PublicWorkaround, PersonalText? PublicTitle = null) : Happening;

    /// <summary>An open known error stands beside the problem from now on (A2), with what is known of it.</summary>
    public sealed record KnownErrorDeclared : Happening;

    /// <summary>It holds no more, and is offered to nobody.</summary>
    public sealed record KnownErrorRetired(PersonalText Reason) : Happening;

    /// <summary>The end users of its open incidents are told how to live with it.</summary>
    /// <param name="Round">Version of the event that said <paramref name="Text"/>: it names the text, which each incident is told once.</param>
    public sealed record WorkaroundCommunicated(int Round, PersonalText Text) : Happening;

    /// <summary>Of an incident: its end user was told the workaround of the problem behind it.</summary>
    /// <param name="Problem">Number of the problem.</param>
    public sealed record WorkaroundTold(TicketNumber Problem, int Round, PersonalText Text) : Happening;
}
