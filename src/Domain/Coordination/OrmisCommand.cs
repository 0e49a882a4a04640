using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>What somebody asks of an incident that is coordinated.</summary>
public abstract record OrmisCommand(Act Act) : TicketCommand(Act)
{
    /// <param name="Scope">Of an incident: null for the one that it has, local at first.</param>
    /// <param name="Source">How it was found; needed the first time, as <paramref name="DetectedAt"/> is.</param>
    /// <param name="ReportedAt">Null for when the ticket was opened.</param>
    /// <param name="Reason">Needed where it is said otherwise than before.</param>
    public sealed record Classify(OrmisClass Class, OrmisScope? Scope, string? Source, DateTimeOffset? DetectedAt, DateTimeOffset? ReportedAt, string? Reason) : OrmisCommand(Act.Classify);

    public sealed record SetScope(OrmisScope Scope, string Reason) : OrmisCommand(Act.SetScope);

    public sealed record RecordGuideline(string Guideline, bool Followed, string? Reason) : OrmisCommand(Act.RecordGuideline);

    /// <param name="Item">Null for a new one; of one that is there what is null stays.</param>
    public sealed record PlanAction(int? Item, string? Text, string? Owner, DateTimeOffset? DueAt, bool? Prevention, ActionState? State, string? Note) : OrmisCommand(Act.PlanAction);

    public sealed record ReportArea(string Area, AreaState State, string? How) : OrmisCommand(Act.ReportArea);

    public sealed record DecideCommunication(bool Communicate, string? Channel, DateTimeOffset? TellAt, string? Text, string Reason) : OrmisCommand(Act.DecideCommunication);

    public sealed record RecordMeeting(DateTimeOffset? HeldAt, IReadOnlyList<string> Attendees, string Decisions) : OrmisCommand(Act.RecordMeeting);

    /// <param name="Satisfied">Null where nothing is said of it.</param>
    public sealed record NameStakeholder(Person Stakeholder, bool? Satisfied, string? Comment) : OrmisCommand(Act.NameStakeholder)
    {
        public override Person? Introduces => Stakeholder;

        public override TicketCommand Naming(Person person) => this with { Stakeholder = person };
    }

    public sealed record TellFinalUpdate(string Text, bool Effective, string? Improvements) : OrmisCommand(Act.TellFinalUpdate);
}
