namespace ItsmFunctions.Domain.Tests;

public sealed class A_lane
{
    [Fact]
    [Trait("Rule", "IT-14")]
    public void Is_that_of_the_user_the_desk_the_specialists_or_the_clock()
    {
        Case given = Case.Incident();
        given.Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Do(A_handover.Complete, Somebody.FirstLine);
        given.Do(new TicketCommand.Journal("Looked at the switch.", Visibility.Internal), Somebody.SecondLine).Do(A_handover.Complete with { Team = null }, Somebody.SecondLine);
        given.Solved().Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock);

        Assert.Equal(Lane.User, LaneOf<Happening.Opened>());
        Assert.Equal(Lane.ServiceDesk, LaneOf<Happening.WorkBegun>());
        Assert.Equal(Lane.SpecialistGroup, given.Events.Where(e => e.What is Happening.NoteWritten).Select(e => Lanes.Of(e, given.Profile)).ElementAt(1));
        Assert.Equal([Lane.ServiceDesk, Lane.SpecialistGroup], given.Events.Where(e => e.What is Happening.Dispatched).Select(e => Lanes.Of(e, given.Profile)));
        Assert.Equal([Lane.ServiceDesk, Lane.SpecialistGroup], given.Events.Where(e => e.What is Happening.Dispatched).Select(e => Lanes.Of(e with { Role = "Dispatcher" }, given.Profile)));
        Assert.Equal(Lane.ServiceDesk, LaneOf<Happening.Resolved>());
        Assert.Equal(Lane.System, LaneOf<Happening.Closed>());

        Lane LaneOf<T>() => Lanes.Of(given.Events.Single(e => e.What is T), given.Profile);
    }
}
