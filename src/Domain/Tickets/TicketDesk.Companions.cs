using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Waiting;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Who and what goes along with a ticket: pinned notes, the supplier's case, watchers, approvals.</summary>
public static partial class TicketDesk
{
    private static readonly Sentence OwnRequest = new("Nobody approves a request of their own.", "Ingen godkender sin egen sag.");

    public const int MostPins = 10;
    public const int MostWatchers = 20;

    /// <summary>A ticket stands in the list of each agent who watches it: all of them fit into one transaction.</summary>
    public const int MostAttention = 20;

    private static Decision Pin(Ticket ticket, TicketCommand.Pin pin)
    {
        if (!ticket.Dossier.Notes.Contains(pin.Note))
            return Reject(RefusalCode.InvalidRequest, new($"{ticket.Number} has no such note; its journal lists them with their ids.", $"{ticket.Number} har ingen sådan note; journalen viser dem med deres id."), "/note");
        if (ticket.Dossier.Pins.Contains(pin.Note))
            return Accept();
        return ticket.Dossier.Pins.Count < MostPins
            ? Accept(new Happening.NotePinned(pin.Note))
            : Reject(RefusalCode.InvalidRequest, new($"At most {MostPins} notes are pinned: unpin one first.", $"Højst {MostPins} noter kan have knappenål: tag først en af."), "/note");
    }

    private static Decision SetSupplier(Ticket ticket, TicketCommand.SetSupplier command)
    {
        if (Complaints(command.Case) is { } wrong)
            return wrong;
        return command.Case == ticket.Dossier.Supplier ? Accept() : Accept(Recorded(command.Case));
    }

    private static Decision AddWatcher(Ticket ticket, TicketCommand.AddWatcher command)
    {
        string id = command.Watcher.Id;
        if (id == ticket.Requester || ticket.Dossier.Watchers.Contains(id))
            return Accept();
        return ticket.Dossier.Watchers.Count < MostWatchers
            ? Accept(new Happening.WatcherAdded(id))
            : Reject(RefusalCode.InvalidRequest, new($"At most {MostWatchers} watch a ticket.", $"Højst {MostWatchers} kan følge en sag."), "/person");
    }

    private static Decision RemoveWatcher(Ticket ticket, TicketCommand.RemoveWatcher command, Actor by, Profile profile)
    {
        // A watcher's right is about themselves.
        if (command.Watcher != by.Id && ticket.Dossier.Followers().Contains(by.Id)
            && Policy.Denies(Act.RemoveWatcher, by, ticket with { Dossier = Dossier.Empty }, profile) is { } denied)
            return denied;
        return ticket.Dossier.Followers().Contains(command.Watcher) ? Accept(new Happening.WatcherRemoved(command.Watcher)) : Accept();
    }

    private static Decision Approve(Ticket ticket, TicketCommand.Approve approve) =>
        Objection(Texts.Complain("/note", approve.Note, Texts.LongestNote, required: false))
        ?? Accept(new Happening.ApprovalGiven(approve.Note is null ? null : Text(ticket, approve.Note)), new Happening.Resumed(ResumeCause.Decided));

    private static Decision Refuse(Ticket ticket, TicketCommand.Reject reject)
    {
        if (Objection(Texts.Complain("/reason", reject.Reason, Texts.LongestReason, required: true)) is { } wrong)
            return wrong;
        var refused = new Happening.ApprovalRefused(Text(ticket, reject.Reason));
        var resumed = new Happening.Resumed(ResumeCause.Decided);
        return ticket.UpdateFlagSince is null ? Accept(refused, resumed, new Happening.UpdateFlagRaised()) : Accept(refused, resumed);
    }

    private static Rejected? Undecidable(Ticket ticket, Actor by, Profile profile)
    {
        if (WaitsForForum(ticket, profile))
            return by.Id == ticket.Requester ? Reject(RefusalCode.NotAllowed, OwnRequest) : null;
        if (ticket.Dossier.Approval is not { } approval)
            return Reject(RefusalCode.NothingToApprove, new($"{ticket.Number} waits for nobody's approval.", $"{ticket.Number} venter ikke på nogens godkendelse."));
        if (by.Id == ticket.Requester)
            return Reject(RefusalCode.NotAllowed, OwnRequest);
        return approval.Approver is { } named && named != by.Id
            ? Reject(RefusalCode.NotAllowed, ApproverAlone(named))
            : null;
    }

    /// <param name="named">Person id of who was asked.</param>
    internal static Sentence ApproverAlone(string named) =>
        new($"{named} was asked, who alone approves or rejects it.", $"{named} er spurgt og er den eneste, der kan godkende eller afvise.");

    /// <summary>Whether the forum of continual improvement is to decide: process managers and owners (A9, AU-05).</summary>
    internal static bool WaitsForForum(Ticket ticket, Profile profile) =>
        ticket.Status == TicketStatus.Pending && profile.FindReason(ticket.Pending!.Reason) is { Accountable: Accountable.ContinualImprovement, WakeUp: Waiting.WakeUp.OnDecision };

    internal static readonly Sentence ForumAlone = new(
        "It waits for the forum of continual improvement: its process managers and owners decide.", "Den afventer CSI-forummet: procesledere og procesejere afgør den.");

    private static bool WaitsForApproval(PendingReason reason) => reason is { Accountable: Accountable.Approver, WakeUp: Waiting.WakeUp.OnDecision };

    /// <summary>What is wrong with the supplier and the approver that a wait names; null if nothing is.</summary>
    private static Rejected? Companions(Ticket ticket, TicketCommand.Pend pend, PendingReason reason)
    {
        if (pend.Supplier is not null && reason.Accountable != Accountable.ExternalSupplier)
            return Reject(RefusalCode.InvalidRequest, new($"'{reason.English}' waits for no supplier.", $"'{reason.Danish}' venter ikke på en leverandør."), "/supplier");
        if (pend.Approver is not null && !WaitsForApproval(reason))
            return Reject(RefusalCode.InvalidRequest, new($"'{reason.English}' waits for no approval.", $"'{reason.Danish}' venter ikke på en godkendelse."), "/approver");
        return pend.Approver?.Id == ticket.Requester ? Reject(RefusalCode.InvalidRequest, OwnRequest, "/approver") : Complaints(pend.Supplier);
    }

    private static IEnumerable<Happening> Companions(TicketCommand.Pend pend, PendingReason reason)
    {
        if (pend.Supplier is not null)
            yield return Recorded(pend.Supplier);
        if (WaitsForApproval(reason))
            yield return new Happening.ApprovalAsked(pend.Approver?.Id);
    }

    private static Rejected? Complaints(SupplierCase? of) => of is null
        ? null
        : Objection(
            Texts.Complain("/supplier", of.Supplier, Texts.LongestName, required: true, singleLine: true),
            Texts.Complain("/caseId", of.CaseId, Texts.LongestName, required: false, singleLine: true));

    private static Happening.SupplierCaseRecorded Recorded(SupplierCase? of) => new(Texts.Normalized(of?.Supplier), Texts.Normalized(of?.CaseId));
}
