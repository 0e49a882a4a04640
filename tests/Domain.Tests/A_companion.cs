namespace ItsmFunctions.Domain.Tests;

/// <summary>Notes that are pinned (AU-29), the supplier's case (AU-54), the agents who watch (AU-51, A13) and those who read along.</summary>
public sealed class A_companion
{
    [Fact]
    [Trait("Rule", "AU-29")]
    public void Note_is_pinned_and_unpinned_by_any_colleague()
    {
        Case given = Case.Incident().Do(new TicketCommand.Journal("The drum is worn.", Visibility.Internal), Somebody.FirstLine);
        int note = given.Ticket.Version;

        given.Do(new TicketCommand.Pin(note), Somebody.SecondLine);
        Assert.Equal([note], given.Ticket.Dossier.Pins);
        Assert.Empty(given.Accept(new TicketCommand.Pin(note), Somebody.Dispatcher));
        given.Do(new TicketCommand.Unpin(note), Somebody.ThirdLine);
        Assert.Empty(given.Ticket.Dossier.Pins);
    }

    [Fact]
    [Trait("Rule", "AU-29")]
    public void Note_is_one_of_the_ticket_and_of_ten_at_most()
    {
        Case given = Case.Incident().Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
        foreach (int none in new[] { 0, 1, 2, 99 })
            Assert.Equal("/note", Assert.Single(given.Refuse(new TicketCommand.Pin(none), Somebody.FirstLine).Complaints).Pointer);

        for (int i = 0; i < TicketDesk.MostPins; i++)
            given.Do(new TicketCommand.Reply("Hello."), Somebody.FirstLine).Do(new TicketCommand.Pin(given.Ticket.Version), Somebody.FirstLine);
        given.Do(new TicketCommand.Reply("Hello."), Somebody.FirstLine);
        Assert.Equal(RefusalCode.InvalidRequest, given.Refuse(new TicketCommand.Pin(given.Ticket.Version), Somebody.FirstLine).Code);
    }

    [Fact]
    [Trait("Rule", "AU-54")]
    public void Supplier_s_case_stands_on_the_ticket_and_is_taken_back()
    {
        Case given = Case.Incident().Do(new TicketCommand.SetSupplier(new("Konica Minolta", "KM-118")), Somebody.FirstLine);
        Assert.Equal(new SupplierCase("Konica Minolta", "KM-118"), given.Ticket.Dossier.Supplier);
        Assert.Empty(given.Accept(new TicketCommand.SetSupplier(new("Konica Minolta", "KM-118")), Somebody.FirstLine));

        given.Do(new TicketCommand.SetSupplier(null), Somebody.FirstLine);
        Assert.Null(given.Ticket.Dossier.Supplier);
        Assert.Equal("/supplier", Assert.Single(given.Refuse(new TicketCommand.SetSupplier(new(" ", "KM-118")), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-54")]
    [Trait("Rule", "PR-07")]
    [Trait("Rule", "IT-15")]
    public void Supplier_s_case_comes_with_a_wait_for_a_supplier_and_with_no_other()
    {
        var supplier = new SupplierCase("Konica Minolta", "KM-118");
        Case given = Case.Incident().Do(new TicketCommand.Pend("PR-07", null, null, supplier), Somebody.FirstLine);

        Assert.Equal((TicketStatus.Pending, supplier), (given.Ticket.Status, given.Ticket.Dossier.Supplier));
        Assert.Equal("/supplier", Assert.Single(given.Refuse(new TicketCommand.Pend("PR-05", null, null, supplier), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-51")]
    [Trait("Rule", "A13")]
    public void Agent_watches_for_themselves_beside_nineteen_others()
    {
        Case given = Case.Incident();
        for (int i = 0; i < TicketDesk.MostAttention; i++)
            given.Do(new TicketCommand.Flag(null, true), new($"agent-{i}", Roles.SecondLine));

        Assert.Equal("/attention", Assert.Single(given.Refuse(new TicketCommand.Flag(null, true), Somebody.FirstLine).Complaints).Pointer);
        Assert.Empty(given.Accept(new TicketCommand.Flag(null, true), new("agent-3", Roles.SecondLine)));
        given.Do(new TicketCommand.Flag(null, false), new("agent-3", Roles.SecondLine)).Do(new TicketCommand.Flag(null, true), Somebody.FirstLine);
    }

    [Fact]
    public void Watcher_reads_what_the_requester_reads_and_does_no_more_than_leave()
    {
        var colleague = new Actor("colleague-7", Roles.Requester);
        Case given = Case.Incident();
        Assert.False(TicketDesk.MayRead(given.Ticket, colleague, given.Profile));

        given.Do(new TicketCommand.AddWatcher(new("colleague-7", null, null, null)), Somebody.Requester).Do(new TicketCommand.AddWatcher(new("colleague-8", null, null, null)), Somebody.FirstLine);
        Assert.True(TicketDesk.MayRead(given.Ticket, colleague, given.Profile));
        Assert.Equal([Act.RemoveWatcher], TicketDesk.Offers(given.Ticket, colleague, given.Profile));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.RemoveWatcher("colleague-8"), colleague).Code);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.AddWatcher(new("colleague-9", null, null, null)), colleague).Code);

        given.Do(new TicketCommand.RemoveWatcher("colleague-7"), colleague);
        Assert.False(TicketDesk.MayRead(given.Ticket, colleague, given.Profile));
        given.Do(new TicketCommand.RemoveWatcher("colleague-8"), Somebody.Requester);
        Assert.Empty(given.Ticket.Dossier.Watchers);
    }

    [Fact]
    public void Watcher_is_not_the_requester_nor_one_more_than_twenty()
    {
        Case given = Case.Incident();
        Assert.Empty(given.Accept(new TicketCommand.AddWatcher(new(given.Ticket.Requester, null, null, null)), Somebody.FirstLine));
        for (int i = 0; i < TicketDesk.MostWatchers; i++)
            given.Do(new TicketCommand.AddWatcher(new($"colleague-{i}", null, null, null)), Somebody.FirstLine);

        Assert.Equal(RefusalCode.InvalidRequest, given.Refuse(new TicketCommand.AddWatcher(new("colleague-99", null, null, null)), Somebody.FirstLine).Code);
    }
}
