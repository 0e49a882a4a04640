using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Waiting;

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

    /// <summary>The approval that was waited for was given or refused.</summary>
    Decided,

    /// <summary>It had waited as long as it may.</summary>
    Expired,
    SupplierReplied,
    Delivered,
}

/// <summary>What can happen to an incident or a request, in the past tense.</summary>
public abstract partial record Happening
{
    private Happening()
    {
    }

    /// <param name="SelfHelp">What its requester had read before, and was not helped by (IT-03).</param>
    /// <param name="ClocksFrom">From when the clocks of its service levels count, where that is earlier: what was split off counts from its origin (service levels, rule 16).</param>
    /// <param name="Silent">True where nobody is told of it: an acknowledgement would go to somebody unproven, or tell what they may not know.</param>
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
        Markers Markers,
        string? Type = null,
        bool? Silent = null,
        IdList? Groups = null,
        TicketNumber? SplitFrom = null,
        IdList? SelfHelp = null,
        DateTimeOffset? ClocksFrom = null) : Happening;

    public sealed record Assigned(string Team, string? Assignee) : Happening;

    public sealed record WorkBegun : Happening;

    /// <param name="Plan">What the wait does by itself; null of one that another desk, or an older release, let begin.</param>
    public sealed record Pended(string Reason, DateTimeOffset? Until, WaitPlan? Plan = null) : Happening;

    /// <summary>A wait that had no plan got one: from then on it is carried like any other.</summary>
    public sealed record WaitPlanned(WaitPlan Plan) : Happening;

    /// <summary>Somebody was reminded of a wait, once for each step of its plan.</summary>
    /// <param name="Wait">Version of the event that names the wait.</param>
    /// <param name="Step">1 is the first of its plan.</param>
    public sealed record WaitReminded(int Wait, int Step, Reminded To) : Happening;

    public sealed record Resumed(ResumeCause Cause) : Happening;

    /// <summary>A message between the desk and the end user.</summary>
    /// <param name="Channel">How the requester told it to whoever wrote it down for them; null where its author sent it.</param>
    public sealed record Replied(PersonalText Text, bool FromRequester, string? Channel = null) : Happening;

    /// <param name="Describes">It is more than a bare "done": the next handover can build on it (AU-33).</param>
    public sealed record NoteWritten(PersonalText Text, bool? Describes = null) : Happening;

    public sealed record RankOverridden(int HandlingRank, PersonalText Reason) : Happening;

    public sealed record RankRestored(PersonalText Reason) : Happening;

    public sealed record Reclassified(Classification Classification, Priority Matrix, Markers Markers) : Happening;

    /// <param name="MergedInto">The ticket that goes on in its place, where it was a duplicate (AU-46).</param>
    /// <param name="FirstContact">True where the first line that was asked solved it by itself (IT-01).</param>
    /// <param name="Surveyed">True where its requester is asked how satisfied they are.</param>
    public sealed record Resolved(
        PersonalText Solution, string ClosureCode, DateTimeOffset ClosesAt, bool? FirstContact = null, TicketNumber? MergedInto = null, bool? Surveyed = null) : Happening;

    /// <param name="Unmerged">The ticket that it was merged into till then.</param>
    public sealed record Reopened(PersonalText? Reason, TicketNumber? Unmerged = null) : Happening;

    public sealed record Closed : Happening;

    /// <summary>Given up for ever, before it was resolved (OM-06).</summary>
    public sealed record Cancelled(PersonalText Reason) : Happening;

    /// <summary>Back from the Process checkpoint to Assign (OM-07).</summary>
    public sealed record ReturnedToAssignment(PersonalText Reason) : Happening;

    /// <param name="Check">Id of one of the profile's closure checks.</param>
    /// <param name="Applies">False where it was recorded as not applicable.</param>
    public sealed record ClosureChecked(string Check, bool Applies, PersonalText Reason) : Happening;

    public sealed record UpdateFlagRaised : Happening;

    public sealed record UpdateFlagCleared : Happening;

    /// <param name="Question">Id of one of the category's additional questions.</param>
    public sealed record QuestionAnswered(string Question, PersonalText Answer) : Happening;

    /// <summary>Offered to another team, which has to accept before the ticket moves (AU-21).</summary>
    public sealed record Offered(string Team, string? Assignee, HandoverTerms Terms) : Happening;

    public sealed record OfferAccepted(string From, string Team) : Happening;

    /// <summary>Not taken by the team that it was offered to: the ticket stays where it is.</summary>
    /// <param name="Team">The team that was asked.</param>
    public sealed record OfferDeclined(string Team, PersonalText Reason) : Happening;

    public sealed record Dispatched(string From, string Team, HandoverTerms Terms) : Happening;

    /// <summary>Given back by a team that it should not have come to, or not like this (AU-57).</summary>
    public sealed record Bounced(string From, string Team, PersonalText Reason) : Happening;

    /// <summary>A file was put on the ticket; its bytes lie elsewhere, under its id.</summary>
    public sealed record Attached(
        string Id, PersonalText Name, string MediaType, long Length, string Sha256, Visibility Visibility, ScanVerdict Verdict, bool FromRequester) : Happening;

    /// <summary>The clock spoke up: a prompt to the desk's own people, never a breach (AU-17, AU-27).</summary>
    /// <param name="Level">From 1: each once for what began <paramref name="Since"/>.</param>
    /// <param name="To">Who is told.</param>
    /// <param name="Since">Of what is due: its date.</param>
    /// <param name="Origin">Id of the team that is told instead of the ticket's own: it handed the ticket on, or has the task that is due.</param>
    /// <param name="Person">Id of whose task is due.</param>
    public sealed record Prompted(PromptKind Kind, int Level, EscalationRole To, DateTimeOffset Since, string? Origin = null, string? Person = null) : Happening;

    /// <summary>Somebody asked after a ticket that another team has (AU-41): a note of the desk's own.</summary>
    public sealed record Chased(PersonalText Text) : Happening;

    /// <summary>When it is expected to be done, so that colleagues can tell the end user (AU-40); it answers a chase.</summary>
    public sealed record ExpectedTimeStated(DateTimeOffset ExpectedAt, PersonalText? Note) : Happening;

    /// <summary>The end user is told that the agent is away (AU-48).</summary>
    /// <param name="From">When the absence began: with <paramref name="Agent"/> it says which.</param>
    /// <param name="To">Person id of who wrote.</param>
    /// <param name="Text">The agent's own words; null for the product's.</param>
    public sealed record AutoReplied(string Agent, DateTimeOffset From, DateTimeOffset Until, string To, PersonalText? Text) : Happening;

    public sealed record AttentionTurned(string Agent, bool On) : Happening;

    /// <summary>The answers to the questions of a request's type, with which it was opened (AU-10).</summary>
    public sealed record FormFilled(ImmutableArray<FormAnswer> Answers) : Happening
    {
        public bool Equals(FormFilled? other) => other is not null && Answers.SequenceEqual(other.Answers);

        public override int GetHashCode() => Answers.Length;
    }

    /// <param name="FollowUp">True of what follows the resolution (FV-11).</param>
    public sealed record TaskAdded(int Task, PersonalText Title, string? Team, string? Assignee, DateTimeOffset? DueAt = null, bool? FollowUp = null) : Happening;

    public sealed record TaskAssigned(int Task, string? Team, string? Assignee) : Happening;

    public sealed record TaskCompleted(int Task, PersonalText? Note) : Happening;

    public sealed record Linked(TicketNumber To, LinkKind Kind) : Happening;

    public sealed record Unlinked(TicketNumber To) : Happening;

    /// <summary>What the owner of a link said of it at one of its versions, as seen from here.</summary>
    /// <param name="Kind">Null where it took the link back.</param>
    /// <param name="Follower">Person id of the requester of a duplicate, who follows its master as long as the link stands.</param>
    public sealed record LinkFollowed(TicketNumber From, LinkKind? Kind, int Version, string? Follower = null) : Happening;

    /// <param name="Note">Version of the event that is the note (AU-29).</param>
    public sealed record NotePinned(int Note) : Happening;

    public sealed record NoteUnpinned(int Note) : Happening;

    /// <param name="Supplier">Null where it is taken back.</param>
    /// <param name="CaseId">Their number for it (AU-54).</param>
    public sealed record SupplierCaseRecorded(string? Supplier, string? CaseId) : Happening;

    public sealed record WatcherAdded(string Person) : Happening;

    public sealed record WatcherRemoved(string Person) : Happening;

    /// <param name="Approver">Person id; null for any leader of the ticket's team (PR-03).</param>
    public sealed record ApprovalAsked(string? Approver) : Happening;

    /// <summary>What a supplier answered, as somebody of the desk wrote it down (AU-52).</summary>
    public sealed record SupplierReplied(PersonalText Text) : Happening;

    /// <summary>What was ordered has come.</summary>
    public sealed record Delivered(PersonalText? Note) : Happening;

    /// <summary>What was handed over can be invoiced: once for each wait for it (PR-12).</summary>
    public sealed record InvoiceReady : Happening;

    public sealed record ApprovalGiven(PersonalText? Note) : Happening;

    public sealed record ApprovalRefused(PersonalText Reason) : Happening;

    /// <param name="Resolution">Version of the event that resolved the ticket, which the answer is about.</param>
    /// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
    public sealed record SurveyAnswered(int Resolution, int Score, PersonalText? Comment) : Happening;

    /// <param name="Reason">Null where it went with the ticket.</param>
    /// <param name="All">True where every other open task went too.</param>
    public sealed record TaskCancelled(int Task, PersonalText? Reason, bool? All = null) : Happening;
}
