using System.Reflection;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What a machine outside may do, and what it is told.</summary>
public sealed class A_machine_that_follows
{
    private static readonly Actor Machine = new("machine", Roles.Integration);

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    public static TheoryData<string> Kinds => [.. typeof(Happening).GetNestedTypes().Select(type => type.Name)];

    /// <summary>Every act, on its own ticket (if it could have one), in a team that names it and in any other.</summary>
    [Theory]
    [MemberData(nameof(Acts))]
    public void May_do_nothing_but_read_the_events(Act act)
    {
        Profile profile = Aarhus.Profile with { Directory = new([new("machine", "Machine", null, null, ["it-support"], ["it-support"], ["it-support"], [])]) };
        Ticket ticket = Case.Incident(profile).Ticket;
        bool[] may = Grants.Desk.Any(grant => grant.Act == act)
            ? [Policy.Denies(act, Machine) is null, Policy.Denies(act, Machine, "it-support", profile) is null]
            : [Policy.Denies(act, Machine, ticket, profile) is null, Policy.Denies(act, Machine, ticket with { Requester = "machine" }, profile) is null];

        Assert.All(may, allowed => Assert.Equal(act == Act.ReadEvents, allowed));
    }

    [Fact]
    public void Is_nobody_with_the_key_of_a_mail_gateway_beside_its_own_either()
    {
        var both = new Actor("machine", Roles.MailGateway | Roles.Integration);

        Assert.Equal(Roles.Integration, RoleNames.Parse("Integration"));
        Assert.NotNull(Policy.Denies(Act.ReadCatalogue, both));
        Assert.Null(Policy.Denies(Act.ReceiveMail, both));
    }

    /// <summary>A kind of happening without a name would stop the feed of every organisation that has one.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_told_of_every_kind_of_happening_by_one_name(string kind)
    {
        EventName row = Assert.Single(EventName.All, row => row.Kind == kind);

        Assert.Matches("^[a-z]+\\.[a-z]+(-[a-z]+)*$", row.Name);
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_told_of_no_kind_that_there_is_not() => Assert.Equal(typeof(Happening).GetNestedTypes().Length, EventName.All.Length);

    [Fact]
    public void Is_told_nothing_that_anybody_wrote()
    {
        Case given = Case.Incident();
        given.Do(new TicketCommand.Assign("it-support", "agent-l1"), Somebody.FirstLine);
        given.Do(new TicketCommand.Journal("The drum is worn.", Visibility.Internal), Somebody.FirstLine);

        Assert.DoesNotContain(Members(typeof(PublicEvent)), type => type == typeof(PersonalText));
        PublicEvent last = PublicEvent.Of(given.Events[^1]);
        Assert.Equal(("ticket.note-written", $"{given.Ticket.Number}-{given.Ticket.Version:D6}", "it-support"), (last.Name, last.Id, last.Ticket.Team));
        Assert.All(given.Events, e => Assert.DoesNotContain("drum", PublicEvent.Of(e).ToString(), StringComparison.Ordinal));
    }

    private static IEnumerable<Type> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType)
        .SelectMany(member => member.Namespace == typeof(PublicEvent).Namespace ? Members(member) : [member]);
}
