namespace ItsmFunctions.Domain.Tests;

public sealed class A_file_on_a_ticket
{
    private static readonly NewAttachment Picture = new("7e1a34a39a0a5a539b0c3e0f6d1c2b11", "skærm.png", "image/png", 20_482, "00", Visibility.Public, ScanVerdict.Passed);

    [Fact]
    [Trait("Rule", "AU-50")]
    public void From_the_requester_raises_the_update_flag_once_and_changes_no_status()
    {
        Case given = Case.Of(TicketStatus.Resolved).Do(new TicketCommand.Attach(Picture), Somebody.Requester).Do(new TicketCommand.Attach(Picture with { Id = "b" }), Somebody.Requester);

        Assert.Equal((TicketStatus.Resolved, true), (given.Ticket.Status, given.Ticket.UpdateFlagSince is not null));
        Assert.Equal([("7e1a34a39a0a5a539b0c3e0f6d1c2b11", true), ("b", true)], given.Ticket.Attachments!.Select(file => (file.Id, file.FromRequester)));
        Assert.Single(given.Events, e => e.What is Happening.UpdateFlagRaised);
    }

    [Fact]
    [Trait("Rule", "AU-31")]
    public void That_is_internal_is_the_desk_s_alone()
    {
        Case given = Case.Of(TicketStatus.New);
        int seen = given.Ticket.PublicVersion;
        NewAttachment log = Picture with { Visibility = Visibility.Internal };

        given.Do(new TicketCommand.Attach(log), Somebody.ProcessManager);

        Assert.Equal((TicketStatus.New, seen), (given.Ticket.Status, given.Ticket.PublicVersion));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Attach(log), Somebody.Requester).Code);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Attach(Picture), Somebody.ProcessManager).Code);
    }

    [Fact]
    [Trait("Rule", "A25")]
    public void From_an_agent_is_seen_by_the_requester_and_begins_no_work()
    {
        Case given = Case.Of(TicketStatus.New);
        int seen = given.Ticket.PublicVersion;

        given.Do(new TicketCommand.Attach(Picture), Somebody.FirstLine);

        Assert.Equal((TicketStatus.New, seen + 1, false), (given.Ticket.Status, given.Ticket.PublicVersion, given.Ticket.UpdateFlagSince is not null));
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    public void Comes_too_late_when_it_is_closed() =>
        Assert.Equal(RefusalCode.TicketClosed, Case.Of(TicketStatus.Closed).Refuse(new TicketCommand.Attach(Picture), Somebody.Requester).Code);

    [Fact]
    public void Is_one_of_two_hundred_at_most()
    {
        Case given = Case.Incident();
        for (int i = 0; i < TicketDesk.MostAttachments; i++)
            given.Do(new TicketCommand.Attach(Picture), Somebody.Requester);

        Assert.Equal(RefusalCode.TooManyAttachments, given.Refuse(new TicketCommand.Attach(Picture), Somebody.Requester).Code);
    }

    [Theory]
    [InlineData("setup.exe", "application/octet-stream", "", true)]
    [InlineData("setup.EXE. .", "text/plain", "", true)]
    [InlineData("invoice.pdf.js", "application/pdf", "", true)]
    [InlineData("readme.txt", "Application/X-MSDownload; x=y", "", true)]
    [InlineData("holiday.jpg", "image/jpeg", "MZ\u0090\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("holiday.jpg", "image/jpeg", "\u007fELF\u0002\u0001", true)]
    [InlineData("report.pdf", "application/pdf", "%PDF-1.7", false)]
    [InlineData("exe", "text/plain", "MZ, the initials of Mark Zbikowski", false)]
    [InlineData("notes.md", "text/markdown", "# Notes", false)]
    public void Is_refused_where_it_is_a_program_by_name_by_type_or_by_what_it_begins_with(string name, string type, string begins, bool refused) =>
        Assert.Equal(refused, AttachmentRules.Default.Refuses(name, type, System.Text.Encoding.Latin1.GetBytes(begins)) is not null);
}
