using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What somebody asks of a ticket, as it came in: checked by <see cref="TicketDesk"/>, which knows the profile.</summary>
public abstract record TicketCommand(Act Act)
{
    /// <summary>Somebody whom the desk may not have met yet, and writes down with the command.</summary>
    public virtual Person? Introduces => null;

    /// <summary>The same with somebody else in the place of whom it <see cref="Introduces"/>.</summary>
    public virtual TicketCommand Naming(Person person) => this;

    /// <summary>Gives the ticket to one of its team's agents, or back to the team's queue.</summary>
    /// <param name="Team">The team that has it, or null; only a replay names another.</param>
    public sealed record Assign(string? Team, string? Assignee) : TicketCommand(Act.Assign);

    public sealed record BeginWork() : TicketCommand(Act.BeginWork);

    /// <param name="Supplier">Where the reason waits for one (AU-54).</param>
    /// <param name="Approver">Where the reason waits for an approval: who is asked; null for the leaders of the ticket's team.</param>
    /// <param name="ExpectedAt">When it is expected to be done (AU-40); null where nothing is said of it.</param>
    public sealed record Pend(string Reason, DateTimeOffset? Until, string? Note, SupplierCase? Supplier = null, Person? Approver = null, DateTimeOffset? ExpectedAt = null) : TicketCommand(Act.Pend)
    {
        public override Person? Introduces => Approver;

        public override TicketCommand Naming(Person person) => this with { Approver = person };
    }

    public sealed record Resume() : TicketCommand(Act.Resume);

    public sealed record Reply(string Text) : TicketCommand(Act.Reply);

    /// <summary>What the requester told somebody of the desk, who writes it down as their message.</summary>
    /// <param name="Channel">One of <see cref="TicketDesk.WaysToTell"/>.</param>
    public sealed record RecordReply(string Text, string? Channel) : TicketCommand(Act.ReplyForAnother);

    /// <summary>A public note is a message between desk and end user: whoever may reply may write one.</summary>
    public sealed record Journal(string Text, Visibility Visibility) : TicketCommand(Visibility == Visibility.Public ? Act.Reply : Act.Journal);

    /// <summary>Puts a file on the ticket that has been stored already; as public as a note may be.</summary>
    public sealed record Attach(NewAttachment File) : TicketCommand(File.Visibility == Visibility.Public ? Act.Reply : Act.Journal);

    /// <summary>Turns the ticket's update flag off, or the caller's own attention flag on or off.</summary>
    public sealed record Flag(bool? Update, bool? Attention) : TicketCommand(Update is null && Attention is not null ? Act.Attention : Act.Flag);

    /// <summary>Null gives the rank back to the matrix.</summary>
    public sealed record SetPriority(int? HandlingRank, string Reason) : TicketCommand(Act.SetPriority);

    /// <summary>What is null stays as it is; the axes are those of the ticket's kind.</summary>
    public sealed record Reclassify(
        string? Category,
        string? Subcategory,
        Impact? Impact,
        Urgency? Urgency,
        Importance? Importance,
        Speed? Speed,
        string? Service,
        string? Location,
        string? ConfigurationItem) : TicketCommand(Act.Reclassify);

    /// <param name="FirstContact">Solved by whoever was asked first (IT-01).</param>
    /// <param name="CancelTasks">Open tasks go with the ticket; else they stand in the way.</param>
    public sealed record Resolve(string Solution, string? ClosureCode, bool FirstContact = false, bool CancelTasks = false) : TicketCommand(Act.Resolve);

    public sealed record Reopen(string? Reason) : TicketCommand(Act.Reopen);

    /// <summary>A withdrawn ticket is Resolved with closure code "withdrawn": this profile has no status Cancelled.</summary>
    public sealed record Cancel(string Reason) : TicketCommand(Act.Cancel);

    /// <summary>Hands the ticket to another team, or offers it where the rank asks for acceptance first.</summary>
    /// <param name="Team">Null for the team that it came from.</param>
    /// <param name="Message">To the end user.</param>
    /// <param name="UserInformed">How the end user was told otherwise: one of <see cref="TicketDesk.WaysToInform"/>.</param>
    /// <param name="ExpectedAt">When it is expected to be done (AU-40); null where nothing is said of it.</param>
    public sealed record Dispatch(
        string? Team,
        string? Assignee,
        string? Agreement,
        string? Note,
        string? Message,
        string? UserInformed,
        bool CategoryConfirmed,
        DispatchContact? Contact,
        IReadOnlyDictionary<string, string>? Answers,
        DateTimeOffset? ExpectedAt = null) : TicketCommand(Act.Dispatch);

    /// <summary>Takes the ticket that was offered (AU-21).</summary>
    public sealed record Accept() : TicketCommand(Act.Accept);

    /// <summary>Gives the ticket back to where it came from: what it was handed over with is not right or not enough (AU-57). Of a ticket that is only offered: declines it.</summary>
    public sealed record Bounce(string Reason) : TicketCommand(Act.Bounce);

    /// <param name="Team">Id of the team that is to do it; null for the ticket's own.</param>
    /// <param name="FollowUp">It follows the resolution, with an owner and a due date (FV-11).</param>
    public sealed record AddTask(string Title, string? Team, string? Assignee, DateTimeOffset? DueAt = null, bool FollowUp = false) : TicketCommand(Act.AddTask);

    public sealed record AssignTask(int Task, string? Team, string? Assignee) : TicketCommand(Act.AssignTask);

    public sealed record CompleteTask(int Task, string? Note) : TicketCommand(Act.CompleteTask);

    public sealed record CancelTask(int Task, string Reason) : TicketCommand(Act.CancelTask);

    /// <summary>Gives what was begun back to the Assign checkpoint (OM-07).</summary>
    public sealed record ReturnToAssignment(string Reason) : TicketCommand(Act.ReturnToAssignment);

    /// <summary>Records that one of the checks before closing is met, or does not apply (OR-11, FV-13).</summary>
    public sealed record CheckClosure(string Check, bool Applies, string Reason) : TicketCommand(Act.CheckClosure);

    /// <param name="Found">The other ticket, which the caller may read.</param>
    public sealed record Link(LinkKind Kind, TicketNumber To, LinkedTicket Found) : TicketCommand(Act.Link);

    public sealed record Unlink(TicketNumber To) : TicketCommand(Act.Unlink);

    /// <summary>Makes a ticket of its own of a part of this one: what is null is as the ticket has it.</summary>
    /// <param name="Team">Where it goes; null for where a new ticket would.</param>
    public sealed record Split(
        string Title, string Description, string? Category, string? Subcategory, Impact? Impact, Urgency? Urgency, Importance? Importance, Speed? Speed, string? Team)
        : TicketCommand(Act.Split);

    /// <param name="Into">The master, which goes on.</param>
    /// <param name="Message">To the end user; null for the product's own words.</param>
    /// <param name="Found">The master, which the caller may read.</param>
    public sealed record Merge(TicketNumber Into, string? Message, Ticket Found) : TicketCommand(Act.Merge);

    /// <summary>The desk's own: the other end of a link follows its owner.</summary>
    /// <param name="Kind">As seen from the ticket; null where the link is taken back.</param>
    /// <param name="Version">Of the owner, when it said so.</param>
    /// <param name="Follower">Who reads along from now on: the requester of a ticket that was merged into this one.</param>
    public sealed record MirrorLink(TicketNumber From, LinkKind? Kind, int Version, string? Follower) : TicketCommand(Act.MirrorLink);

    /// <summary>The desk's own: tells the end user of an incident the workaround of the problem behind it.</summary>
    /// <param name="Round">Which of the problem's texts: each is told once.</param>
    public sealed record TellWorkaround(TicketNumber Problem, int Round, string Text) : TicketCommand(Act.TellWorkaround);

    /// <summary>Reopens the one of several tickets, merged into one another in a circle, that is to be their master.</summary>
    public sealed record OpenCircle() : TicketCommand(Act.MirrorLink);

    /// <param name="Note">Version of the event that is the note.</param>
    public sealed record Pin(int Note) : TicketCommand(Act.Pin);

    public sealed record Unpin(int Note) : TicketCommand(Act.Unpin);

    /// <summary>Null takes it back.</summary>
    public sealed record SetSupplier(SupplierCase? Case) : TicketCommand(Act.SetSupplier);

    public sealed record AddWatcher(Person Watcher) : TicketCommand(Act.AddWatcher)
    {
        public override Person? Introduces => Watcher;

        public override TicketCommand Naming(Person person) => this with { Watcher = person };
    }

    public sealed record RemoveWatcher(string Watcher) : TicketCommand(Act.RemoveWatcher);

    public sealed record Approve(string? Note) : TicketCommand(Act.Approve);

    public sealed record Reject(string Reason) : TicketCommand(Act.Reject);

    /// <param name="Text">What they say.</param>
    public sealed record SupplierReplied(string Text) : TicketCommand(Act.SupplierReplied);

    public sealed record Delivered(string? Note) : TicketCommand(Act.Delivered);

    /// <summary>Asks after a ticket that another team has, or passes on that its requester does (AU-41).</summary>
    public sealed record Chase(string Text) : TicketCommand(Act.Chase);

    /// <summary>Says when it is expected to be done (AU-40).</summary>
    public sealed record Expect(DateTimeOffset? ExpectedAt, string? Note) : TicketCommand(Act.Expect);

    /// <summary>Says how satisfied the requester is with the resolution.</summary>
    /// <param name="Resolution">Version of the event that resolved it, where the caller was asked about one; null for the one that stands.</param>
    public sealed record AnswerSurvey(int Score, string? Comment, int? Resolution = null) : TicketCommand(Act.Survey);

    /// <summary>The clock's: the automatic close that fell due.</summary>
    public sealed record Close() : TicketCommand(Act.Close);

    /// <summary>The clock's: what a wait does by itself.</summary>
    /// <param name="Wait">Version of the event that names the wait.</param>
    /// <param name="Step">1 is the first of its plan.</param>
    public sealed record WakeUp(int Wait, int Step) : TicketCommand(Act.WakeUp);

    /// <summary>The clock's: a wait that has no plan gets one.</summary>
    public sealed record PlanWait() : TicketCommand(Act.WakeUp);

    /// <summary>The clock's: what the desk's people are to be told by now.</summary>
    /// <param name="Now">When they hear of it; null for the instant at which it was due.</param>
    public sealed record Prompt(DateTimeOffset? Now = null) : TicketCommand(Act.Prompt);

    /// <summary>The clock's: what the ticket's clocks are counted by is another.</summary>
    public sealed record Recount() : TicketCommand(Act.Prompt);

    /// <summary>Says that somebody sees to what was escalated: it climbs no further (IT-07).</summary>
    public sealed record AcknowledgeEscalation(string? Note) : TicketCommand(Act.AcknowledgeEscalation);

    /// <summary>Takes time away from a clock that should not have counted it.</summary>
    /// <param name="Cycle">The latest, where left out.</param>
    public sealed record CorrectServiceLevel(string? Target, int? Cycle, DateTimeOffset? From, DateTimeOffset? Until, string? Reason) : TicketCommand(Act.CorrectServiceLevel)
    {
        /// <summary>The clock that is meant, of all that the ticket ever had; null where there is none such.</summary>
        public Clock? Clock { get; init; }

        /// <summary>Whether a clock is meant, of one ticket's.</summary>
        public bool Means(Clock clock) => clock.Target == Target && (Cycle is null || clock.Cycle == Cycle);
    }
}

/// <summary>Who of the receiving team was spoken to (AU-35).</summary>
public sealed record DispatchContact(string Person, ContactRole Role, bool DispatcherUnavailable);
