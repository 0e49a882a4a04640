namespace ItsmFunctions.Notifications.Tests;

/// <summary>The table of stages and notifications, cell by cell, for an incident under OMFLOW; nobody is told of any other stage.</summary>
public sealed class The_stages_of_an_order
{
    private static readonly Profile Omflow = ItsmFunctions.Domain.Profiles.Omflow.Profile;

    [Theory]
    [InlineData("open", "order-opened→Groups", "order-opened→Department")]
    [InlineData("reassigned to a person")]
    [InlineData("reassigned to a group")]
    [InlineData("begun")]
    [InlineData("waiting")]
    [InlineData("returned to assignment")]
    [InlineData("resolved and closed", "order-closed→Openers")]
    [InlineData("resolved immediately", "order-closed→Openers")]
    [InlineData("cancelled")]
    [Trait("Rule", "OM-05")]
    [Trait("Rule", "OM-08")]
    public void Are_told_as_the_table_says(string stage, params string[] told)
    {
        TicketStory opened = TicketStory.Opens(profile: Omflow), begun = TicketStory.Opens(profile: Omflow).Then(new TicketCommand.BeginWork());
        var resolve = new TicketCommand.Resolve("A new drum.", null);
        TicketStory story = stage switch
        {
            "open" => opened,
            "reassigned to a person" => opened.Then(new TicketCommand.Assign(null, "agent-2")),
            "reassigned to a group" => opened.Then(new TicketCommand.Dispatch("security", null, null, null, null, null, CategoryConfirmed: false, null, null)),
            "begun" => begun,
            "waiting" => begun.Then(new TicketCommand.Pend("PR-07", null, null)),
            "returned to assignment" => begun.Then(new TicketCommand.ReturnToAssignment("It needs a key.")),
            "resolved and closed" => begun.Then(resolve),
            "resolved immediately" => opened.Then(resolve),
            "cancelled" => opened.Then(new TicketCommand.Cancel("Reported twice.")),
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };

        Assert.Equal(told, story.Latest.SelectMany(stored => Notice.Of(stored.Event, null, Omflow)).Select(notice => $"{notice.Template}→{notice.Audience}"));
    }

    [Fact]
    public void Are_told_once_where_what_is_resolved_is_closed_at_once_without_such_a_table()
    {
        Profile atOnce = Aarhus.Profile with { ClosePolicy = ClosePolicy.AtOnce };

        Assert.Equal(
            ["order-closed"],
            TicketStory.Opens(profile: atOnce).Then(new TicketCommand.Resolve("A new drum.", null)).Latest.SelectMany(stored => Notice.Of(stored.Event, null, atOnce)).Select(notice => notice.Template));
    }
}
