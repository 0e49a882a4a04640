using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Who it is that a mail to the desk's own people goes to.</summary>
public sealed class The_people_of_the_desk(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Assessment P2 = new Assessment.OfIncident(Impact.Department, Urgency.High);
    private static readonly DateTimeOffset Start = TicketStory.Start;

    private SmtpSink sink = null!;

    public async ValueTask InitializeAsync() => sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Fact]
    [Trait("Rule", "AU-18")]
    public async Task Stand_on_the_team_s_lists_and_in_the_directory_and_each_gets_one()
    {
        Profile profile = With(["Dina@au.example", "kø@au.example"], ["lea@au.example"], Member("dina", mail: "dina@AU.example", dispatches: true), Member("didrik", dispatches: true), Member("lis", leads: true));
        Assert.Equal(
            ["Dina@au.example", "didrik@au.example", "kø@au.example", "lea@au.example", "lis@au.example", "proces@au.example"],
            await ToldAsync(TicketStory.Opens(assessment: P2, profile: profile)));
    }

    [Fact]
    [Trait("Rule", "A23")]
    public async Task Are_the_leaders_where_a_team_has_no_dispatcher()
    {
        Profile profile = With([], ["lea@au.example"], Member("lis", leads: true), Member("sofie"));
        Assert.Equal(["lea@au.example", "lis@au.example"], await ToldAsync(TicketStory.Opens(profile: profile, assessment: new Assessment.OfIncident(Impact.Individual, Urgency.Medium)).Prompted(PromptKind.NotBegun)));
    }

    [Fact]
    [Trait("Rule", "IT-07")]
    public async Task Are_whoever_is_on_call_and_the_leaders_while_nobody_is()
    {
        Profile profile = With([], ["lea@au.example"], Member("ida"), Member("anna")) with
        {
            ServicePolicies = [new("all", "All", "Alle", new(), [new(TargetKind.Resolution, 480)])],
            ServiceEscalations = [new(EscalationCause.Breach, [new(EscalationRole.OnCall)])],
        };
        DateOnly day = DateOnly.FromDateTime(Start.UtcDateTime);
        Assert.Equal(["lea@au.example"], await ToldAsync(TicketStory.Opens(profile: profile).Spoken<Happening.ServiceLevelBreached>()));
        Assert.Equal(["anna@au.example"], await ToldAsync(TicketStory.Opens(profile: profile with { OnCall = [new("it-support", ["ida", "anna"], day.AddDays(-700 - 7), Days: 7)] }, number: 43).Spoken<Happening.ServiceLevelBreached>()));
    }

    [Fact]
    [Trait("Rule", "AU-20")]
    [Trait("Rule", "AU-47")]
    public async Task Are_those_who_are_there()
    {
        StaffMember away = Member("dina", dispatches: true) with { Absences = [new(Start, Start.AddDays(30), null)] };
        TicketStory Story(params StaffMember[] members) => TicketStory.Opens(profile: With([], ["lea@au.example"], members), assessment: P2).Prompted(PromptKind.NotBegun);

        Assert.Equal(["didrik@au.example"], await ToldAsync(Story(away, Member("didrik", dispatches: true))));
        Assert.Equal(["lea@au.example"], await ToldAsync(Story(away)));
    }

    [Fact]
    [Trait("Rule", "A14")]
    [Trait("Rule", "AU-47")]
    public async Task Are_the_agent_who_has_the_ticket_or_the_dispatcher_where_that_one_is_away_or_nobody_has_it()
    {
        StaffMember sofie = Member("sofie"), away = sofie with { Absences = [new(Start, Start.AddDays(30), null)] };
        TicketStory Story(StaffMember agent, string? assignee) => TicketStory.Opens(profile: With(["kø@au.example"], [], agent))
            .Then(new TicketCommand.Assign("it-support", assignee ?? "sofie")).Then(new TicketCommand.Assign("it-support", assignee))
            .Then(new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller).Prompted(PromptKind.UpdateFlag);

        Assert.Equal(["sofie@au.example"], await ToldAsync(Story(sofie, "sofie")));
        Assert.Equal(["kø@au.example"], await ToldAsync(Story(away, "sofie")));
        Assert.Equal(["kø@au.example"], await ToldAsync(TicketStory.Opens(profile: With(["kø@au.example"], [], sofie), number: 43).Then(new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller).Prompted(PromptKind.UpdateFlag)));
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    public async Task Are_whoever_has_the_task_that_is_due_or_the_dispatcher_where_that_one_is_away()
    {
        StaffMember sofie = Member("sofie"), away = sofie with { Absences = [new(Start, Start.AddDays(30), null)] };
        TicketStory Story(StaffMember owner)
        {
            TicketStory story = TicketStory.Opens(profile: With(["kø@au.example"], [], owner, Member("bent"))).Then(new TicketCommand.Assign("it-support", "bent"));
            return story.Then(new TicketCommand.AddTask("Bestil den.", null, "sofie", story.Now.AddHours(1))).Prompted(PromptKind.Due);
        }

        Assert.Equal(["sofie@au.example"], await ToldAsync(Story(sofie)));
        Assert.Equal(["kø@au.example"], await ToldAsync(Story(away)));
    }

    [Fact]
    [Trait("Rule", "AU-47")]
    [Trait("Rule", "AU-48")]
    public async Task Are_alerted_when_a_user_writes_to_somebody_who_is_away_and_the_user_is_answered_once()
    {
        StaffMember away = Member("sofie") with { Absences = [new(Start.AddDays(2), Start.AddDays(9), "Jeg er tilbage mandag.")] };
        TicketStory story = TicketStory.Opens(profile: With(["kø@au.example"], [], away)).Then(new TicketCommand.Assign("it-support", "sofie"))
            .ThenAfter(TimeSpan.FromDays(3), new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller);
        Assert.Equal(["anna@au.example", "kø@au.example"], await ToldAsync(story, ("anna", "anna@au.example")));
        Assert.Contains("Jeg er tilbage mandag.", sink.Messages.Single(mail => mail.Message.To.ToString().Contains("anna", StringComparison.Ordinal)).PlainText(), StringComparison.Ordinal);

        Assert.Empty(await ToldAsync(story.Then(new TicketCommand.Reply("Hallo?"), TicketStory.Caller), ("anna", "anna@au.example")));
    }

    [Fact]
    [Trait("Rule", "AU-47")]
    public async Task Are_alerted_too_when_a_leader_is_prompted_about_the_ticket_of_somebody_who_is_away()
    {
        StaffMember away = Member("sofie") with { Absences = [new(Start, Start.AddDays(9), null)] };
        TicketStory story = TicketStory.Opens(profile: With(["kø@au.example"], ["lea@au.example"], away), assessment: P2).Then(new TicketCommand.Assign("it-support", "sofie"));
        Assert.Equal(["kø@au.example"], await ToldAsync(story.Prompted(PromptKind.NotBegun)));
        Assert.Equal(["kø@au.example", "lea@au.example"], await ToldAsync(story.Prompted(PromptKind.NotBegun, 2)));
    }

    [Fact]
    public async Task Hear_nothing_of_what_they_did_themselves()
    {
        Profile profile = With(["dina@au.example"], ["lea@au.example"], Member("lis", leads: true));
        TicketStory story = TicketStory.Opens(profile: profile).Then(new TicketCommand.SetPriority(1, "Hele huset"), new Actor("lis", Roles.TeamLeader));
        Assert.Equal(["dina@au.example", "lea@au.example", "proces@au.example"], await ToldAsync(story));

        // By the address that they came in with, where the directory does not know them.
        Profile unlisted = With(["dina@au.example"], ["lea@au.example"]);
        TicketStory second = TicketStory.Opens(profile: unlisted, number: 43).Then(new TicketCommand.SetPriority(1, "Hele huset"), new Actor("lea-7", Roles.TeamLeader));
        Assert.Equal(["dina@au.example", "proces@au.example"], await ToldAsync(second, ("lea-7", "LEA@au.example")));
    }

    [Fact]
    [Trait("Rule", "OM-05")]
    [Trait("Rule", "OM-08")]
    [Trait("Rule", "A1")]
    public async Task Are_all_of_the_groups_and_of_the_department_each_once_and_at_the_end_both_openers()
    {
        Profile profile = Omflow.Profile with
        {
            Teams = [.. Aarhus.Profile.Teams.Select(team => team.Id == "security" ? team with { Leaders = ["Sara@au.example"] } : team)],
            Directory = new([TicketStory.Member, Member("bo"), Member("sara") with { Teams = ["it-support", "security"] }, Member("ib") with { Teams = ["infrastructure"] }]),
        };
        TicketStory opened = TicketStory.Opens(profile: profile, groups: ["security", "infrastructure", "it-support"]);
        Assert.Equal(["bo@au.example", "ib@au.example", "sara@au.example"], await ToldAsync(opened));

        TicketStory closed = TicketStory.Opens(profile: profile, number: 43).Then(new TicketCommand.Resolve("Ny tromle.", null));
        Assert.Equal(["anna@au.example"], await ToldAsync(closed, ("anna", "anna@au.example")));
        TicketStory forAnother = TicketStory.Opens(profile: profile, number: 44, openedBy: "bo").Then(new TicketCommand.Resolve("Ny tromle.", null));
        Assert.Equal(["anna@au.example", "bo@au.example"], await ToldAsync(forAnother, ("anna", "anna@au.example")));
    }

    [Fact]
    [Trait("Rule", "AU-18")]
    public async Task Are_written_to_once_and_where_the_directory_says_by_whichever_address_they_came_in()
    {
        Profile profile = With(["dina@token.example"], [], Member("dina", dispatches: true), Member("anna"));
        Assert.Equal(["anna@au.example", "dina@au.example", "proces@au.example"], await ToldAsync(TicketStory.Opens(profile: profile, assessment: P2), ("dina", "dina@token.example")));

        // A requester whom the directory knows too.
        TicketStory story = TicketStory.Opens(profile: profile, number: 43).Then(new TicketCommand.Reply("Vi ser på det."));
        Assert.Equal(["anna@au.example"], await ToldAsync(story, ("anna", "anna@token.example")));

        // Whom the directory does not name by an address is written to where they came in from.
        Profile nowhere = With([], [], Member("anna", mail: " "));
        Assert.Equal(["anna@token.example"], await ToldAsync(TicketStory.Opens(profile: nowhere, number: 44).Then(new TicketCommand.Reply("Vi ser på det.")), ("anna", "anna@token.example")));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Are_told_once_of_an_overdue_review_by_which_of_their_offices_ever()
    {
        Profile profile = Aarhus.Profile with
        {
            ProcessManagement = ["lis@token.example"],
            Directory = new([TicketStory.Member, Member("lis") with { Teams = ["security"], Leads = ["security", "infrastructure"] }, Member("bent") with { Teams = ["security"] }]),
        };
        TicketStory story = TicketStory.OpensChange("En ny switch", ChangeTypes.General, profile).Carried();
        while (!story.Latest.Any(stored => stored.Event.What is Happening.ReviewOverdue))
            story.Carried();
        Assert.Single(await ToldAsync(story, ("lis", "lis@token.example")));
    }

    /// <summary>Whoever has the link votes. What an agent says of where somebody reads their mail is no reason to send it there.</summary>
    [Fact]
    [Trait("Rule", "OM-21")]
    public async Task Vote_where_they_or_the_directory_say_they_are_and_never_where_the_author_reads()
    {
        Profile profile = Aarhus.Profile with { Directory = new([TicketStory.Member, Member("bent") with { Teams = ["security"] }, Member("shared", mail: "ANNA@au.example") with { Teams = ["security"] }]) };
        TicketStory ByTeam() => TicketStory.OpensChange("En ny switch", ChangeTypes.General, profile).Carried();
        // The mailbox of another reviewer is the author's own.
        Assert.Equal(["bent@au.example"], await ToldAsync(ByTeam(), ("anna", "anna@au.example")));

        TicketStory named = TicketStory.OpensChange("En ny switch", ChangeTypes.General, profile, "copycat", "rita", "noted").Carried();
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        await desk.MeetAsync("rita", "Rita", "rita@au.example");
        // Named before her, and said to read where she does: her mail is sent nevertheless.
        await desk.IntroduceAsync("copycat", "rita@au.example");
        await desk.IntroduceAsync("noted", "noted@au.example");
        await desk.IntroduceAsync("rita", "ivan@evil.example");
        int before = sink.Messages.Count;
        await desk.TellAsync(await desk.KeepAsync(named));
        Assert.Equal(["rita@au.example"], sink.Messages.Skip(before).Select(mail => mail.Message.To.Mailboxes.Single().Address));
    }

    [Fact]
    public async Task Are_greeted_by_the_name_that_the_directory_has_of_an_address()
    {
        await ToldAsync(TicketStory.Opens(profile: With(["Dina@au.example"], [], Member("dina") with { Name = "Dina Dam" }), assessment: P2));
        Assert.Contains("Kære Dina Dam", sink.Messages.Single(mail => mail.Message.To.ToString().Contains("Dina@", StringComparison.Ordinal)).PlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_their_own_language()
    {
        Profile profile = With([], [], Member("dina", dispatches: true) with { Language = "en" });
        await ToldAsync(TicketStory.Opens(profile: profile, assessment: P2).Prompted(PromptKind.NotBegun));
        Assert.Contains("Not begun", Assert.Single(sink.Messages).Message.Subject, StringComparison.Ordinal);
    }

    private static Profile With(IReadOnlyList<string> dispatchers, IReadOnlyList<string> leaders, params StaffMember[] members) => Aarhus.Profile with
    {
        Teams = [.. Aarhus.Profile.Teams.Select(team => team with { Dispatchers = dispatchers, Leaders = leaders })],
        Directory = members.Length == 0 ? StaffDirectory.Empty : new([TicketStory.Member, .. members]),
        ProcessManagement = ["proces@au.example"],
    };

    private static StaffMember Member(string id, string? mail = null, bool dispatches = false, bool leads = false) =>
        new(id, id, mail ?? $"{id}@au.example", null, ["it-support"], dispatches ? ["it-support"] : [], leads ? ["it-support"] : [], []);

    /// <summary>The addresses of the desk's own people that the latest step was mailed to.</summary>
    private async Task<string[]> ToldAsync(TicketStory story, params (string Id, string Mail)[] met)
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        foreach ((string id, string mail) in met)
            await desk.MeetAsync(id, id, mail);
        int before = sink.Messages.Count;
        await desk.TellAsync(await desk.KeepAsync(story));
        return [.. sink.Messages.Skip(before).Select(mail => mail.Message.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal)];
    }
}
