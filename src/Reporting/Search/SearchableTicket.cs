using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Reporting.Search;

/// <summary>What is found of a ticket, and by whom: the fold of its events.</summary>
/// <param name="Readers">Person ids of those who read it though they are not of the desk: its requester, who logged it, who follows it, who is asked to approve it, who reviews it.</param>
/// <param name="Said">What they can read of it, beside its title.</param>
/// <param name="Noted">What the desk alone can read.</param>
public sealed record SearchableTicket(TicketSummary Summary, IReadOnlyList<string> Readers, string Title, string Said, string Noted)
{
    /// <summary>Characters of each text: a ticket says what it is about in fewer.</summary>
    private const int LongestText = 64_000;

    /// <param name="events">All of one ticket, in order.</param>
    public static SearchableTicket Of(IReadOnlyList<TicketEvent> events)
    {
        Ticket ticket = History.Fold(events);
        string?[] readers = [ticket.Requester, ticket.OpenedBy, .. ticket.Dossier.Followers(), ticket.Dossier.Approval?.Approver, .. Reviewers(ticket.Change)];
        Classification about = ticket.Classification;
        string?[] said = [about.Service, about.Location, about.ConfigurationItem, ticket.Description.Value, ticket.Change?.Plan.Risk?.Value, ticket.Change?.Plan.BackOutPlan?.Value,
            .. ticket.Dossier.Answers.Select(answer => answer.Answer.Value), .. events.Select(e => SaidIn(e.What))];
        string?[] noted = [ticket.Dossier.Supplier?.Supplier, ticket.Dossier.Supplier?.CaseId, ticket.Markers.ExternalReference, .. events.Select(e => NotedIn(e.What))];
        return new(TicketSummary.Of(ticket), [.. readers.OfType<string>().Distinct()], ticket.Title.Value, Joined(said), Joined(noted));
    }

    // Those who were asked when the review opened, and whom they asked in their place: as the rights say it.
    private static IEnumerable<string> Reviewers(ChangeState? change) =>
        change?.Review is { } review ? [.. review.Electorate.Select(elector => elector.Person), .. change.Delegations.Select(each => each.To)] : [];

    /// <summary>What an event tells everybody who reads the ticket, as the journal does; null where it tells them nothing.</summary>
    public static string? SaidIn(Happening what) => what switch
    {
        Happening.Replied reply => reply.Text.Value,
        Happening.WorkaroundTold told => told.Text.Value,
        Happening.AffectedInformed informed => Joined([informed.English.Value, informed.Danish.Value]),
        Happening.AffectedTold told => Joined([told.English.Value, told.Danish.Value]),
        Happening.Resolved resolved => resolved.Solution.Value,
        Happening.Reopened reopened => reopened.Reason?.Value,
        Happening.Cancelled cancelled => cancelled.Reason.Value,
        Happening.VoteCast vote => vote.Comment.Value,
        Happening.ChangeScheduled scheduled => scheduled.Window.FreezeReason?.Value,
        Happening.ChangeStarted started => started.Reason?.Value,
        Happening.ChangeImplemented done => done.Report.Value,
        Happening.Attached { Visibility: Visibility.Public } file => file.Name.Value,
        _ => null,
    };

    /// <summary>What it tells the desk alone. What a requester thinks of it is theirs and the desk's.</summary>
    public static string? NotedIn(Happening what) => what switch
    {
        Happening.NoteWritten note => note.Text.Value,
        Happening.RankOverridden rank => rank.Reason.Value,
        Happening.RankRestored rank => rank.Reason.Value,
        Happening.TaskAdded task => task.Title.Value,
        Happening.TaskCompleted task => task.Note?.Value,
        Happening.TaskCancelled task => task.Reason?.Value,
        Happening.ReturnedToAssignment returned => returned.Reason.Value,
        Happening.ClosureChecked check => check.Reason.Value,
        Happening.TriageAnswered answered => answered.Evidence.Value,
        Happening.AutomationEnded ended => ended.Detail?.Value,
        Happening.Escalated escalated => escalated.Reason.Value,
        Happening.Verified verified => verified.Note?.Value,
        Happening.ResolutionLogged logged => logged.Steps.Value,
        Happening.ApprovalGiven given => given.Note?.Value,
        Happening.ApprovalRefused refused => refused.Reason.Value,
        Happening.SurveyAnswered answer => answer.Comment?.Value,
        Happening.Chased chased => chased.Text.Value,
        Happening.ExpectedTimeStated stated => stated.Note?.Value,
        Happening.SupplierReplied reply => reply.Text.Value,
        Happening.Delivered delivered => delivered.Note?.Value,
        Happening.Bounced bounced => bounced.Reason.Value,
        Happening.OfferDeclined declined => declined.Reason.Value,
        Happening.Offered { Terms: var terms } => Agreed(terms),
        Happening.Dispatched { Terms: var terms } => Agreed(terms),
        Happening.ProblemStated stated => stated.Proactive?.Value,
        Happening.InvestigatorsAssigned assigned => assigned.Note?.Value,
        Happening.HandlersAssigned assigned => assigned.Note?.Value,
        Happening.FindingsRecorded found => Joined([found.RootCause?.Value, found.Workaround?.Value, found.PublicWorkaround?.Value, found.PublicTitle?.Value]),
        Happening.WorkaroundCommunicated told => told.Text.Value,
        Happening.KnownErrorRetired retired => retired.Reason.Value,
        Happening.OrmisClassified classified => classified.Reason?.Value,
        Happening.ScopeSet set => set.Reason?.Value,
        Happening.GuidelineRecorded recorded => recorded.Reason?.Value,
        Happening.ActionPlanned planned => planned.Text.Value,
        Happening.ActionMoved moved => moved.Note?.Value,
        Happening.CommunicationDecided decided => Joined([decided.Text?.Value, decided.Reason.Value]),
        Happening.MeetingRecorded meeting => meeting.Decisions.Value,
        Happening.StakeholderJudged judged => judged.Comment?.Value,
        Happening.FinalUpdateTold told => Joined([told.Text.Value, told.Improvements?.Value]),
        Happening.ServiceLevelCorrected corrected => corrected.Reason.Value,
        Happening.EscalationAcknowledged acknowledged => acknowledged.Note?.Value,
        Happening.MajorDeclared declared => declared.Reason?.Value,
        Happening.StatusPublished published => Joined([published.English.Value, published.Danish.Value]),
        Happening.MajorStoodDown down => down.Review.Value,
        Happening.Attached { Visibility: Visibility.Internal } file => file.Name.Value,
        _ => null,
    };

    private static string Agreed(HandoverTerms terms) => Joined([terms.Agreement?.Value, terms.Contact?.Person.Value]);

    private static string Joined(IEnumerable<string?> texts)
    {
        string all = string.Join('\n', texts.OfType<string>());
        return all.Length <= LongestText ? all : all[..LongestText];
    }
}
