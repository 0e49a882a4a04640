namespace ItsmFunctions.Domain.Tests;

/// <summary>The handover contract: what has to be true before a ticket goes to another team, and how it comes back.</summary>
public sealed class A_handover
{
    private const string Summary = "The switch drops every connection after a minute; cable and port were changed without effect.";
    private const string Told = "Our network team takes over.";

    internal static readonly Profile Asking = Aarhus.Profile with
    {
        Categories =
        [
            .. Aarhus.Profile.Categories.Where(category => category.Id != "hardware"),
            Aarhus.Profile.FindCategory("hardware")! with { Questions = [new("machine", "Which machine is it?", "Hvilken maskine er det?"), new("room", "Where is it?", "Hvor står den?")] },
        ],
    };

    internal static readonly TicketCommand.Dispatch Complete = new("infrastructure", null, null, Summary, Told, null, CategoryConfirmed: true, null, null);

    internal static readonly IReadOnlyDictionary<string, string> Answers = new Dictionary<string, string> { ["machine"] = "P-5341", ["room"] = "5341-201" };

    private static readonly TicketCommand.Dispatch Empty = new("infrastructure", null, null, null, null, null, CategoryConfirmed: false, null, null);

    [Fact]
    [Trait("Rule", "AU-26")]
    [Trait("Rule", "AU-52b")]
    public void Moves_the_ticket_to_the_team_once_all_of_it_is_there()
    {
        Case given = Case.Of(TicketStatus.InProgress);

        IReadOnlyList<Happening> happened = given.Accept(Complete, Somebody.FirstLine);

        Assert.Equal(("infrastructure", null, TicketStatus.InProgress), (given.Ticket.Team, given.Ticket.Assignee, given.Ticket.Status));
        Assert.Equal(["NoteWritten", "Replied", "Dispatched", "Assigned"], happened.Select(happening => happening.GetType().Name));
        Assert.Equal(new(false, false), (given.Ticket.Handover!.Described, given.Ticket.Handover.UserInformed));
    }

    [Theory]
    [InlineData("/note")]
    [InlineData("/answers/machine")]
    [InlineData("/categoryConfirmed")]
    [InlineData("/agreement")]
    [InlineData("/message")]
    [InlineData("/contact")]
    [InlineData("/contact/dispatcherUnavailable")]
    [Trait("Rule", "AU-20")]
    [Trait("Rule", "AU-29")]
    [Trait("Rule", "AU-30")]
    [Trait("Rule", "AU-35")]
    [Trait("Rule", "AU-38")]
    [Trait("Rule", "AU-42")]
    [Trait("Rule", "AU-45")]
    public void Is_refused_for_each_thing_that_is_missing_alone(string missing)
    {
        Case given = OfRank(1, Asking);
        TicketCommand.Dispatch whole = Complete with
        {
            Assignee = "agent-9", Agreement = "Called; takes it at once.", Contact = new("Dina", ContactRole.Dispatcher, DispatcherUnavailable: false),
            Answers = Answers,
        };
        TicketCommand.Dispatch lacking = missing switch
        {
            "/note" => whole with { Note = null },
            "/answers/machine" => whole with { Answers = new Dictionary<string, string> { ["room"] = "5341-201" } },
            "/categoryConfirmed" => whole with { CategoryConfirmed = false },
            "/agreement" => whole with { Agreement = null },
            "/message" => whole with { Message = null },
            "/contact" => whole with { Contact = null },
            _ => whole with { Contact = new("Lea", ContactRole.Leader, DispatcherUnavailable: false) },
        };

        Refusal refusal = given.Refuse(lacking, Somebody.FirstLine);

        Assert.Equal(RefusalCode.HandoverIncomplete, refusal.Code);
        Assert.Equal([missing], refusal.Complaints.Select(complaint => complaint.Pointer));
        given.Do(whole, Somebody.FirstLine);
    }

    [Fact]
    public void Is_told_all_that_is_missing_at_once()
    {
        Refusal refusal = OfRank(1, Asking).Refuse(Empty with { Assignee = "agent-9" }, Somebody.FirstLine);

        Assert.Equal(
            ["/note", "/answers/machine", "/answers/room", "/categoryConfirmed", "/agreement", "/message", "/contact"],
            refusal.Complaints.Select(complaint => complaint.Pointer));
    }

    [Theory]
    [InlineData("Done.", false)]
    [InlineData("done done done done done done done", false)]
    [InlineData("Løst!!! Løst!!! Løst!!! Løst!!!", false)]
    [InlineData("Det er nu færdig, se ovenfor. OK.", false)]
    [InlineData("........................................", false)]
    [InlineData("Toner replaced, test page printed.", true)]
    [InlineData("Udskiftet toner, testside udskrevet uden fejl.", true)]
    [Trait("Rule", "AU-33")]
    public void Counts_a_note_only_if_it_says_something(string note, bool says)
    {
        Case given = Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Journal(note, Visibility.Internal), Somebody.FirstLine);

        Decision decision = given.Ask(Complete with { Note = null }, Somebody.FirstLine);

        Assert.Equal(says, decision is Decision.Accepted);
        Assert.Equal(says, given.Ticket.Handover?.Described ?? false);
    }

    [Fact]
    [Trait("Rule", "AU-29")]
    [Trait("Rule", "AU-38")]
    public void Needs_a_note_and_a_message_of_the_present_owner_not_of_the_one_before()
    {
        Case given = Case.Of(TicketStatus.InProgress)
            .Do(new TicketCommand.Journal(Summary, Visibility.Internal), Somebody.FirstLine)
            .Do(new TicketCommand.Reply(Told), Somebody.FirstLine)
            .Do(Complete with { Note = null, Message = null }, Somebody.FirstLine);

        Refusal refusal = given.Refuse(Empty with { Team = "security" }, Somebody.SecondLine);

        Assert.Equal(["/note", "/categoryConfirmed", "/message"], refusal.Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    [Trait("Rule", "A21")]
    public void Of_rank_two_is_an_offer_until_somebody_accepts()
    {
        Case given = OfRank(2);
        string before = given.Ticket.Team;
        given.Do(Complete, Somebody.FirstLine);
        Assert.Equal((before, "infrastructure"), (given.Ticket.Team, given.Ticket.Handover!.Offer?.Team));

        given.Do(new TicketCommand.Accept(), Somebody.SecondLine);

        Assert.Equal(("infrastructure", null), (given.Ticket.Team, given.Ticket.Assignee));
        Assert.Equal(RefusalCode.NothingOffered, given.Refuse(new TicketCommand.Accept(), Somebody.ThirdLine).Code);
    }

    [Fact]
    [Trait("Rule", "A21")]
    public void Offered_to_a_person_is_accepted_by_them_alone_and_is_theirs_then()
    {
        Case given = OfRank(2).Do(Complete with { Assignee = Somebody.SecondLine.Id }, Somebody.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Accept(), Somebody.ThirdLine).Code);
        given.Do(new TicketCommand.Accept(), Somebody.SecondLine);

        Assert.Equal(("infrastructure", Somebody.SecondLine.Id), (given.Ticket.Team, given.Ticket.Assignee));
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    public void Offered_to_a_team_is_accepted_by_one_of_that_team_where_the_directory_says_who_is()
    {
        var directory = new StaffDirectory(
        [
            new(Somebody.FirstLine.Id, "Bo", null, null, ["it-support"], [], [], []),
            new(Somebody.SecondLine.Id, "Ib", null, null, ["infrastructure"], [], [], []),
            new(Somebody.ThirdLine.Id, "Ea", null, null, ["security"], [], [], []),
        ]);
        Case given = OfRank(2, Aarhus.Profile with { Directory = directory }).Do(Complete, Somebody.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Accept(), Somebody.ThirdLine).Code);
        given.Do(new TicketCommand.Accept(), Somebody.SecondLine);
    }

    [Fact]
    [Trait("Rule", "A21")]
    public void Of_rank_one_takes_the_leader_once_the_dispatcher_was_tried() =>
        OfRank(1).Do(Complete with { Contact = new("Lea", ContactRole.Leader, DispatcherUnavailable: true) }, Somebody.FirstLine);

    [Fact]
    [Trait("Rule", "AU-43")]
    [Trait("Rule", "AU-55")]
    [Trait("Rule", "A20")]
    public void Goes_back_to_the_primary_team_of_where_it_came_from_or_to_that_team_itself()
    {
        Profile unit = Aarhus.Profile with { Teams = [.. Aarhus.Profile.Teams, new("bss-campus", "BSS Campus", Line.First, [], [], PrimaryTeam: "bss-it")] };
        Case given = Case.Incident(unit).Do(new TicketCommand.Assign("bss-campus", null), Somebody.Import).Do(Complete, Somebody.FirstLine);
        given.Do(Complete with { Team = null }, Somebody.SecondLine);
        Assert.Equal("bss-it", given.Ticket.Team);

        Case other = Case.Incident(area: "hr").Do(Complete, Somebody.FirstLine).Do(Complete with { Team = null }, Somebody.SecondLine);
        Assert.Equal("hr-it", other.Ticket.Team);
        Assert.Equal("/team", Assert.Single(other.Refuse(Complete with { Team = null }, Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-57")]
    [Trait("Rule", "AU-55")]
    public void Is_bounced_with_a_reason_step_by_step_to_where_it_came_from()
    {
        Case given = Case.Incident().Do(Complete, Somebody.FirstLine).Do(Complete with { Team = "au-it-development" }, Somebody.SecondLine);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new TicketCommand.Bounce(" "), Somebody.ThirdLine).Complaints).Pointer);

        given.Do(new TicketCommand.Bounce("Which release is it?"), Somebody.ThirdLine);
        Assert.Equal("infrastructure", given.Ticket.Team);
        given.Do(new TicketCommand.Bounce("Not ours."), Somebody.SecondLine);

        Assert.Equal("it-support", given.Ticket.Team);
        Assert.Equal(RefusalCode.NeverHandedOver, given.Refuse(new TicketCommand.Bounce("Nobody's."), Somebody.FirstLine).Code);
    }

    [Fact]
    public void Stands_in_the_history_so_that_its_state_can_be_made_anew()
    {
        Case given = OfRank(2, Asking).Do(Complete with { Answers = Answers }, Somebody.FirstLine);
        Ticket folded = History.Fold(given.Events);

        Assert.Equal(given.Ticket.Handover!.Offer, folded.Handover!.Offer);
        Assert.Equal(["machine", "room"], folded.Handover.Answers.Keys);
    }

    private static Case OfRank(int rank, Profile? profile = null) =>
        Case.Incident(profile).Do(new TicketCommand.SetPriority(rank, "Half the building cannot work."), Somebody.FirstLine);
}
