using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Tickets;

public enum Visibility
{
    /// <summary>The desk alone; never shown or mailed to the end user (AU-31).</summary>
    Internal,

    /// <summary>The end user reads it.</summary>
    Public,
}

public enum ResumeCause
{
    ByHand,
    DateReached,
    UserReplied,
    HandedOver,
}

/// <summary>What can happen to an incident or a request, in the past tense.</summary>
public abstract record Happening
{
    private Happening()
    {
    }

    public sealed record Opened(
        string? Area,
        PersonalText Title,
        PersonalText Description,
        string Requester,
        string Channel,
        Classification Classification,
        Priority Matrix,
        string Team,
        TicketNumber? FollowUpOf,
        Markers Markers) : Happening;

    public sealed record Assigned(string Team, string? Assignee) : Happening;

    public sealed record WorkBegun : Happening;

    public sealed record Pended(string Reason, DateTimeOffset? Until) : Happening;

    public sealed record Resumed(ResumeCause Cause) : Happening;

    /// <summary>A message between the desk and the end user.</summary>
    public sealed record Replied(PersonalText Text, bool FromRequester) : Happening;

    public sealed record NoteWritten(PersonalText Text) : Happening;

    public sealed record RankOverridden(int HandlingRank, PersonalText Reason) : Happening;

    public sealed record RankRestored(PersonalText Reason) : Happening;

    public sealed record Reclassified(Classification Classification, Priority Matrix, Markers Markers) : Happening;

    public sealed record Resolved(PersonalText Solution, string ClosureCode, DateTimeOffset ClosesAt) : Happening;

    public sealed record Reopened(PersonalText? Reason) : Happening;

    public sealed record Closed : Happening;

    public sealed record UpdateFlagRaised : Happening;

    public sealed record UpdateFlagCleared : Happening;

    public sealed record AttentionTurned(string Agent, bool On) : Happening;
}
