using System.Collections.Immutable;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain;

/// <summary>What the domain says to a command. An expected refusal is a value; exceptions are for bugs.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Nothing to do where it lets nothing happen: what was asked for stands already.</summary>
    public sealed record Accepted(ImmutableArray<Happening> Happenings) : Decision;

    public sealed record Rejected(Refusal Refusal) : Decision;

    public static Decision Accept(params ReadOnlySpan<Happening> happenings) => new Accepted([.. happenings]);

    public static Rejected Reject(RefusalCode code, Sentence detail, string? pointer = null) =>
        new Rejected(new(code, detail, pointer is null ? [] : [new(pointer, detail)]));

    public static Rejected Reject(ImmutableArray<Complaint> complaints) =>
        new Rejected(new(RefusalCode.InvalidRequest, new("The request has members that cannot be accepted.", "Anmodningen har felter, som ikke kan godtages."), complaints));
}

/// <summary>Why a command was refused, in the caller's terms.</summary>
public sealed record Refusal(RefusalCode Code, Sentence Detail, ImmutableArray<Complaint> Complaints);

/// <param name="Pointer">JSON pointer to the member of the request, "" for the whole.</param>
public sealed record Complaint(string Pointer, Sentence Detail);

/// <summary>Stable, and part of the HTTP contract in kebab case: listed in docs/errors.md.</summary>
public enum RefusalCode
{
    InvalidRequest,
    NotAllowed,
    ResolveBySupport,
    TransitionNotAllowed,
    TicketClosed,
    HandoverIncomplete,
    NothingOffered,
    NeverHandedOver,
    OpenTasks,
    NoOpenTask,
    NothingToApprove,
    NotAwaited,
    TooManyAttachments,
    LinkNotPossible,
    SurveyNotOpen,
    ReviewClosed,
    ChangeFrozen,
    WorkaroundMissing,
    NotCoordinated,
    NotMajor,
    ClosureIncomplete,
}
