namespace ItsmFunctions.Domain.Tests;

/// <summary>What the desk writes down of its own work: about 300 agents read it, and many of them are end users too (AU-31, AU-32).</summary>
public sealed class A_note
{
    [Fact]
    [Trait("Rule", "AU-31")]
    public void Is_the_desk_s_alone_unless_it_is_addressed_to_the_end_user()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        int seen = given.Ticket.PublicVersion;
        given.Do(new TicketCommand.Journal("The user keeps unplugging it.", Visibility.Internal), Somebody.SecondLine);
        Assert.Equal((false, seen), (given.Events[^1].Public, given.Ticket.PublicVersion));

        given.Do(new TicketCommand.Journal("Please leave it plugged in.", Visibility.Public), Somebody.SecondLine);
        Assert.Equal((true, seen + 1), (given.Events[^1].Public, given.Ticket.PublicVersion));
    }

    [Fact]
    [Trait("Rule", "AU-32")]
    public void Of_each_action_is_a_new_one()
    {
        const string Called = "Called the user, who was not there.";
        Case given = Case.Incident().Do(new TicketCommand.Journal(Called, Visibility.Internal), Somebody.FirstLine)
            .Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Journal(Called, Visibility.Internal), Somebody.FirstLine)
            .Do(new TicketCommand.Pend("PR-05", null, "Asked by mail which room it is."), Somebody.FirstLine)
            .Do(A_handover.Complete with { Note = "Tested again with another cable: no difference." }, Somebody.FirstLine);

        TicketEvent[] notes = [.. given.Events.Where(e => e.What is Happening.NoteWritten)];
        Assert.Equal(
            [Called, Called, "Asked by mail which room it is.", "Tested again with another cable: no difference."],
            notes.Select(e => ((Happening.NoteWritten)e.What).Text.Value));
        Assert.Subset(given.Ticket.Dossier.Notes.ToHashSet(), notes.Select(e => e.Version).ToHashSet());
        Assert.Equal((Somebody.FirstLine.Id, TimeSpan.FromHours(1)), (notes[1].By, notes[1].HappenedAt - notes[0].HappenedAt));
    }
}
