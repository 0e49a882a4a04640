using ItsmFunctions.Domain.Rights;

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

    /// <summary>Who is not proven for the whole is not proven for a part: nobody is mailed about it.</summary>
    [Fact]
    public void Of_a_sender_who_is_not_proven_is_a_part_of_theirs_too()
    {
        Ticket whole = Case.Incident().Ticket with { Markers = Markers.None with { Unverified = true } };
        var part = Assert.IsType<Decision.Accepted>(TicketDesk.Decide(whole, Part, Somebody.FirstLine, Case.Start, Aarhus.Profile));
        var opened = Assert.IsType<Happening.Opened>(part.Happenings[0]);
        Assert.Equal((true, true), (opened.Markers.Unverified, opened.Silent));
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

            Assert.Equal(new TicketLink(Other.Number, LinkKind.DuplicatedBy, Own: false, 9, "colleague-9"), Assert.Single(given.Ticket.Dossier.Links));
            Assert.Equal(["colleague-9"], given.Ticket.Dossier.Followers());
        }
    }

    /// <summary>Who was brought along by a merging goes with it, and who watches by hand stays.</summary>
    [Fact]
    [Trait("Rule", "AU-39")]
    public void Is_followed_by_the_requesters_of_all_its_duplicates_as_long_as_they_are_such()
    {
        Case given = Case.Incident().Do(new TicketCommand.AddWatcher(new("colleague-3", null, null, null)), Somebody.FirstLine);
        for (int one = 1; one <= 60; one++)
            given.Do(new TicketCommand.MirrorLink(new(TicketKind.Incident, 100 + one), LinkKind.DuplicatedBy, 2, $"colleague-{one}"), Actor.Clock);
        given.Do(new TicketCommand.MirrorLink(new(TicketKind.Incident, 200), LinkKind.DuplicatedBy, 2, given.Ticket.Requester), Actor.Clock);
        Assert.Equal(60, given.Ticket.Dossier.Followers().Count);

        given.Do(new TicketCommand.MirrorLink(new(TicketKind.Incident, 101), null, 3, null), Actor.Clock).Do(new TicketCommand.MirrorLink(new(TicketKind.Incident, 103), null, 3, null), Actor.Clock);
        Assert.DoesNotContain("colleague-1", given.Ticket.Dossier.Followers());
        Assert.NotNull(Policy.Denies(Act.Read, new("colleague-1", Roles.Requester), given.Ticket, given.Profile));
        Assert.Contains("colleague-3", given.Ticket.Dossier.Followers());

        given.Do(new TicketCommand.RemoveWatcher("colleague-2"), new("colleague-2", Roles.Requester));
        Assert.DoesNotContain("colleague-2", given.Ticket.Dossier.Followers());
    }

    [Fact]
    public void Takes_no_more_duplicates_than_it_has_room_for()
    {
        Ticket full = Other with { Dossier = Other.Dossier with { Links = [.. Enumerable.Range(1, TicketDesk.MostDuplicates).Select(one => new TicketLink(new(TicketKind.Incident, 1_000 + one), LinkKind.DuplicatedBy, Own: false, 2, "colleague-9"))] } };
        Assert.Equal(RefusalCode.LinkNotPossible, Case.Incident().Refuse(Merged with { Found = full }, Somebody.FirstLine).Code);
    }

    [Fact]
    public void Is_reopened_as_the_master_of_those_that_were_merged_in_a_circle_and_only_then()
    {
        Case oldest = Case.Incident().Do(Merged, Somebody.FirstLine).Do(new TicketCommand.OpenCircle(), Actor.Clock);
        Assert.Equal((TicketStatus.InProgress, null), (oldest.Ticket.Status, oldest.Ticket.Markers.DuplicateOf));
        Assert.DoesNotContain(oldest.Ticket.Dossier.Links, link => link.Kind is not null);

        Assert.Empty(oldest.Accept(new TicketCommand.OpenCircle(), Actor.Clock));
        Assert.Empty(Case.Of(TicketStatus.Resolved).Accept(new TicketCommand.OpenCircle(), Actor.Clock));
    }

    private static readonly TicketCommand.Merge Merged = new(new(TicketKind.Incident, 17), null, Other);

    private static TicketCommand.Link Linked(LinkKind kind) => new(kind, Other.Number, new(Other, []));

    private static TicketCommand Said(LinkKind? kind, int version, string? watcher = null) => new TicketCommand.MirrorLink(Other.Number, kind, version, watcher);
}
