namespace ItsmFunctions.Domain.Tests;

/// <summary>Split, linked, merged (AU-46): two tickets, each with its own history.</summary>
public sealed class A_linked_ticket
{
    /// <summary>The other one.</summary>
    internal static Ticket Other => Case.Incident().Ticket with { Number = new(TicketKind.Incident, 17) };

    internal static readonly TicketCommand.Split Part = new("The projector has no picture", "In the same room.", "teaching", "auditorium", null, null, null, null, "infrastructure");

    [Fact]
    [Trait("Rule", "AU-46")]
    public void Becomes_of_a_part_that_another_team_solves()
    {
        Case given = Case.Incident();
        var happenings = Assert.IsType<Decision.Accepted>(given.Ask(Part, Somebody.FirstLine)).Happenings;
        (Ticket part, _) = History.Open(Case.Organisation, new(TicketKind.Incident, 43), happenings, Somebody.FirstLine.Id, "Agent.L1", given.Now, given.Profile);

        Assert.Equal((given.Ticket.Requester, "infrastructure", "teaching", "auditorium"), (part.Requester, part.Team, part.Classification.Category, part.Classification.Subcategory));
        Assert.Equal(new TicketLink(given.Ticket.Number, LinkKind.SplitFrom, Own: true, 1), Assert.Single(part.Dossier.Links));
        Assert.Equal((Somebody.FirstLine.Id, given.Ticket.Classification.Assessment), (part.OpenedBy, part.Classification.Assessment));
    }

    [Fact]
    [Trait("Rule", "AU-46")]
    public void Is_made_an_incident_or_a_request_and_nothing_between()
    {
        Case given = Case.Incident();
        var request = Assert.IsType<Decision.Accepted>(given.Ask(Part with { Importance = Importance.ShouldHave, Speed = Speed.Standard }, Somebody.FirstLine));

        Assert.IsType<Assessment.OfRequest>(Assert.IsType<Happening.Opened>(request.Happenings[0]).Classification.Assessment);
        Assert.Equal("/impact", Assert.Single(given.Refuse(Part with { Impact = Impact.Company }, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/subcategory", Assert.Single(given.Refuse(Part with { Subcategory = null }, Somebody.FirstLine).Complaints).Pointer);
    }

    [Theory]
    [InlineData(LinkKind.RelatesTo, LinkKind.RelatesTo)]
    [InlineData(LinkKind.DuplicateOf, LinkKind.DuplicatedBy)]
    [InlineData(LinkKind.CausedBy, LinkKind.Causes)]
    [InlineData(LinkKind.ParentOf, LinkKind.ChildOf)]
    [InlineData(LinkKind.SplitFrom, LinkKind.SplitInto)]
    public void Is_seen_from_both_ends(LinkKind kind, LinkKind inverse) => Assert.Equal((inverse, kind), (kind.Inverse(), inverse.Inverse()));

    [Fact]
    [Trait("Rule", "AU-46")]
    public void Is_linked_once_and_unlinked_where_it_was_linked()
    {
        Case given = Case.Incident().Do(Linked(LinkKind.CausedBy), Somebody.FirstLine);
        Assert.Equal(new TicketLink(Other.Number, LinkKind.CausedBy, Own: true, 2), Assert.Single(given.Ticket.Dossier.Links));
        Assert.Empty(given.Accept(Linked(LinkKind.CausedBy), Somebody.FirstLine));
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(Linked(LinkKind.RelatesTo), Somebody.FirstLine).Code);

        given.Do(new TicketCommand.Unlink(Other.Number), Somebody.SecondLine);
        Assert.Equal(new TicketLink(Other.Number, null, Own: true, 3), Assert.Single(given.Ticket.Dossier.Links));
        Assert.Empty(given.Accept(new TicketCommand.Unlink(Other.Number), Somebody.SecondLine));

        Case end = Case.Incident().Do(new TicketCommand.MirrorLink(Other.Number, LinkKind.Causes, 2, null), Actor.Clock);
        Assert.Equal(RefusalCode.LinkNotPossible, end.Refuse(new TicketCommand.Unlink(Other.Number), Somebody.FirstLine).Code);
    }

    [Fact]
    public void Is_not_linked_to_itself_nor_split_by_hand()
    {
        Case given = Case.Incident();

        Assert.Equal("/to", Assert.Single(given.Refuse(new TicketCommand.Link(LinkKind.RelatesTo, given.Ticket.Number, new(given.Ticket, [])), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/kind", Assert.Single(given.Refuse(Linked(LinkKind.SplitFrom), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    public void Has_one_parent_and_never_itself_among_those_above_it()
    {
        Case given = Case.Incident();
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(Linked(LinkKind.ChildOf) with { Found = new(Other, [new(TicketKind.Incident, 3), given.Ticket.Number]) }, Somebody.FirstLine).Code);
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(Linked(LinkKind.ParentOf) with { Found = new(Other, [Other.Number]) }, Somebody.FirstLine).Code);

        given.Do(Linked(LinkKind.ChildOf), Somebody.FirstLine);
        var another = new TicketNumber(TicketKind.Incident, 18);
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(new TicketCommand.Link(LinkKind.ChildOf, another, new(Other with { Number = another }, [])), Somebody.FirstLine).Code);
    }

    [Fact]
    [Trait("Rule", "AU-46")]
    [Trait("Rule", "AU-39")]
    public void Is_resolved_as_a_duplicate_and_points_at_its_master_until_it_is_reopened()
    {
        Case given = Case.Incident().Do(new TicketCommand.AddTask("Look.", null, null), Somebody.FirstLine).Do(Merged, Somebody.FirstLine);

        Assert.Equal((TicketStatus.Resolved, "duplicate", "INC-0000017"), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode, given.Ticket.Markers.DuplicateOf));
        Assert.Contains("INC-0000017", given.Ticket.Resolution.Solution.Value, StringComparison.Ordinal);
        Assert.Empty(given.Ticket.Dossier.OpenTasks);
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(new TicketCommand.Unlink(Other.Number), Somebody.FirstLine).Code);

        given.Do(new TicketCommand.Reopen("Mine is another."), Somebody.Requester);
        Assert.Null(given.Ticket.Markers.DuplicateOf);
        Assert.DoesNotContain(given.Ticket.Dossier.Links, link => link.Kind is not null);
    }

    [Fact]
    [Trait("Rule", "AU-46")]
    public void Is_merged_into_a_ticket_that_goes_on_and_is_no_duplicate_itself()
    {
        Case given = Case.Incident();
        Assert.Equal("/into", Assert.Single(given.Refuse(Merged with { Into = given.Ticket.Number }, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(Merged with { Found = Other with { Status = TicketStatus.Closed } }, Somebody.FirstLine).Code);
        Assert.Equal(RefusalCode.LinkNotPossible, given.Refuse(Merged with { Found = Other with { Markers = Markers.None with { DuplicateOf = "INC-0000003" } } }, Somebody.FirstLine).Code);
    }

    /// <summary>Reactions come at least once, late, and in any order.</summary>
    [Fact]
    [Trait("Rule", "AU-46")]
    public void Follows_its_other_end_however_often_and_in_whatever_order_it_hears_of_it()
    {
        TicketCommand[] news = [Said(LinkKind.Causes, 2), Said(null, 5), Said(LinkKind.DuplicatedBy, 9, "colleague-9")];
        foreach (int[] order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [2, 0, 1, 2], [1, 2, 2, 0] })
        {
            Case given = Case.Of(TicketStatus.Closed);
            foreach (int one in order)
                given.Do(news[one], Actor.Clock);

            Assert.Equal(new TicketLink(Other.Number, LinkKind.DuplicatedBy, Own: false, 9), Assert.Single(given.Ticket.Dossier.Links));
            Assert.Equal(["colleague-9"], given.Ticket.Dossier.Watchers);
        }
    }

    [Fact]
    public void Is_the_master_where_two_were_merged_into_one_another_and_it_is_the_older()
    {
        var younger = new TicketNumber(TicketKind.Incident, 43);
        Case older = Case.Incident().Do(new TicketCommand.Merge(younger, null, Other with { Number = younger }), Somebody.FirstLine);
        older.Do(new TicketCommand.MirrorLink(younger, LinkKind.DuplicatedBy, 2, null), Actor.Clock);
        Case later = Case.Incident().Do(Merged, Somebody.FirstLine);
        later.Do(Said(LinkKind.DuplicatedBy, 2), Actor.Clock);

        Assert.Equal((TicketStatus.InProgress, null), (older.Ticket.Status, older.Ticket.Markers.DuplicateOf));
        Assert.Equal((TicketStatus.Resolved, "INC-0000017"), (later.Ticket.Status, later.Ticket.Markers.DuplicateOf));
    }

    private static readonly TicketCommand.Merge Merged = new(new(TicketKind.Incident, 17), null, Other);

    private static TicketCommand.Link Linked(LinkKind kind) => new(kind, Other.Number, new(Other, []));

    private static TicketCommand Said(LinkKind? kind, int version, string? watcher = null) => new TicketCommand.MirrorLink(Other.Number, kind, version, watcher);
}
