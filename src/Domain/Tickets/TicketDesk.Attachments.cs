using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Files on a ticket.</summary>
public static partial class TicketDesk
{
    /// <summary>What one ticket holds: its row in storage has room for as many.</summary>
    public const int MostAttachments = 200;

    /// <summary>What is written down of files, as far as there is room for them.</summary>
    internal static IEnumerable<Happening> Attached(Ticket ticket, IEnumerable<NewAttachment> files, bool fromRequester) => files
        .Take(MostAttachments - (ticket.Attachments?.Count ?? 0))
        .Select(file => new Happening.Attached(file.Id, Text(ticket, file.Name), file.MediaType, file.Length, file.Sha256, file.Visibility, file.Verdict, fromRequester));

    private static Decision Attach(Ticket ticket, TicketCommand.Attach attach, Actor by)
    {
        if (ticket.Attachments?.Count >= MostAttachments)
            return Reject(RefusalCode.TooManyAttachments, new($"A ticket holds at most {MostAttachments} files.", $"En sag har plads til højst {MostAttachments} filer."));
        bool fromRequester = ticket.Requester == by.Id;
        ImmutableArray<Happening> happenings = [.. Attached(ticket, [attach.File], fromRequester)];
        // As a message would: somebody has to look at it (AU-50).
        return new Accepted(fromRequester && attach.File.Visibility == Visibility.Public && ticket.UpdateFlagSince is null ? happenings.Add(new Happening.UpdateFlagRaised()) : happenings);
    }
}
