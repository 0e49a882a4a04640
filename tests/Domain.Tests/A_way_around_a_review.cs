namespace ItsmFunctions.Domain.Tests;

/// <summary>What somebody who may a lot could try to be spared a review, or to decide it alone.</summary>
public sealed class A_way_around_a_review
{
    private static readonly ChangeCommand.Vote Approves = new(VoteChoice.Approve, "Good.");

    [Fact]
    [Trait("Rule", "OM-18")]
    public void Is_no_template_that_is_made_something_else_as_a_draft()
    {
        Case given = Given.Open(ChangeTypes.Standard, draft: true);

        Assert.Equal("/category", Assert.Single(given.Refuse(Reclassified("network", "wired"), Given.Agent).Complaints).Pointer);
        Assert.Equal(
            ["/title", "/description", "/backOutPlan"],
            given.Refuse(new ChangeCommand.Submit("None at all.", null, null, "New firewall", "Another one."), Given.Author).Complaints.Select(complaint => complaint.Pointer));
        // What it touches is its author's to say, and the template's own words are no others.
        given.Do(Reclassified(null, null, "www.example.org"), Given.Agent).Do(new ChangeCommand.Submit("The old one is put back.", "None.", null), Given.Author).Carry();
        Assert.Equal(("scheduled", "www.example.org"), (given.Ticket.Change!.Stage, given.Ticket.Classification.ConfigurationItem));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Is_no_right_to_give_away_the_votes_of_others()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        DateTimeOffset until = given.Now.AddDays(5);

        // Not to themselves, and not of their own change, whatever else they are.
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new ChangeCommand.Delegate(Given.Reviewer.Id, Given.Manager.Id, null, until), Given.Manager).Code);
        Actor author = Given.Author with { Roles = Given.Author.Roles | Roles.ProcessManager };
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new ChangeCommand.Delegate(Given.Reviewer.Id, Given.Stranger.Id, null, until), author).Code);
        given.Do(new ChangeCommand.Delegate(Given.Reviewer.Id, Given.Stranger.Id, null, until), Given.Manager);
    }

    [Fact]
    public void Is_no_delegate_who_says_otherwise_than_the_reviewer_did()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        given.Do(new ChangeCommand.Vote(VoteChoice.Reject, "No word of the cabling."), Given.Reviewer).Do(new ChangeCommand.Delegate(Given.Reviewer.Id, Given.Stranger.Id, null, given.Now.AddDays(5)), Given.Manager);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(Approves, Given.Stranger).Code);
        given.Do(Approves, Given.Reviewer);
        Assert.Equal(VoteChoice.Approve, given.Ticket.Change!.Review!.Find(Given.Reviewer.Id)!.Choice);
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Is_no_handing_in_by_whoever_decides_afterwards()
    {
        NewChange wanted = Given.Wanted(ChangeTypes.General) with { Draft = true, Reviewers = [Given.Agent.Id, Given.Second.Id] };
        // Nor by taking themselves off its reviewers with it.
        Assert.Equal(RefusalCode.NotAllowed, Case.Change(wanted, Given.Profile, Given.Author).Refuse(new ChangeCommand.Submit(null, null, [Given.Second.Id]), Given.Agent).Code);

        // Of the group that processes it, and as good as its author then: no delegate, and not asked when nobody decides.
        Case given = Case.Change(wanted with { Reviewers = [Given.Second.Id] }, Given.Profile, Given.Author).Do(new ChangeCommand.Submit("My own plan.", null, null), Given.Leader).Carry();
        Assert.Equal([Given.Leader.Id], given.Ticket.Change!.HandedInBy!.Ids);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new ChangeCommand.Delegate(null, Given.Leader.Id, null, given.Now.AddDays(5)), Given.Second).Code);
        given.Later(given.Ticket.Change.Review!.DueAt - given.Now);
        while (given.Ticket.Change!.Review!.Escalations == 0)
            given.Carry();
        Assert.DoesNotContain(given.Ticket.Change.Review.Electorate, elector => elector.Person == Given.Leader.Id);
    }

    /// <summary>What somebody wrote at the first handing in still stands when another hands it in again.</summary>
    [Fact]
    [Trait("Rule", "OM-21")]
    public void Is_no_waiting_until_somebody_else_hands_in_what_one_wrote()
    {
        NewChange wanted = Given.Wanted(ChangeTypes.General) with { Draft = true, Reviewers = [Given.Second.Id] };
        Case given = Case.Change(wanted, Given.Profile, Given.Author).Do(new ChangeCommand.Submit(null, null, null, null, "All of it is mine."), Given.Leader).Carry();
        given.Do(new ChangeCommand.Vote(VoteChoice.Reject, "No."), Given.Second).Carry();

        Complaint complaint = Assert.Single(given.Refuse(new ChangeCommand.Submit(null, null, [Given.Second.Id, Given.Leader.Id]), Given.Author).Complaints);
        Assert.Equal("/reviewers/1", complaint.Pointer);
        given.Do(new ChangeCommand.Submit("Back.", null, null), Given.Author).Carry();
        Assert.Equal([Given.Leader.Id, Given.Author.Id], given.Ticket.Change!.HandedInBy!.Ids);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new ChangeCommand.Delegate(null, Given.Leader.Id, null, given.Now.AddDays(5)), Given.Second).Code);
    }

    [Fact]
    [Trait("Rule", "A3")]
    public void Is_no_cancelling_of_what_was_carried_out()
    {
        Case given = Given.At(ChangeTypes.General, "closing-review").Voted(VoteChoice.Reject);

        Assert.Equal("scheduled", given.Ticket.Change!.Stage);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(new ChangeCommand.CancelIt("Never mind."), Given.Author).Code);
        // Put right, and recorded: it does not begin anew.
        given.Do(new ChangeCommand.Implement(ChangeOutcome.SuccessfulWithIssues, "The labels are on."), Given.Agent).Carry().Voted(VoteChoice.Approve);
        Assert.Equal((TicketStatus.Closed, "successful-with-issues"), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    private static TicketCommand.Reclassify Reclassified(string? category, string? subcategory, string? item = null) => new(category, subcategory, null, null, null, null, null, null, item);
}
