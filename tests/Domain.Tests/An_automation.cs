using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What resolves incidents by itself, and what becomes of them where it does not (FV-05, FV-10, A7).</summary>
public sealed class An_automation
{
    private static readonly Actor Restart = Automation.ActorOf("restart");

    private static readonly RunReport Well = new("It came up in 40 s.", "The printer was restarted.", SystemTests: new(VerificationResult.Passed, "It answers."));

    private static Case Running => Case.Incident(The_triage.Automating).Do(The_triage.Started, Somebody.FirstLine);

    private static TriageCommand.EndRun End(Case given, RunEnd end, RunReport? report = null) => new(given.Ticket.Dossier.Runs[^1].Version, end, report);

    [Fact]
    [Trait("Rule", "FV-05")]
    public void Is_started_by_the_triage_with_the_rules_of_that_moment()
    {
        Case given = Running;

        AutomationRun run = given.Ticket.Dossier.StandingRun!;
        Assert.Equal(("restart", 60, 2, 0, given.Now), (run.Automation, run.TimeoutSeconds, run.Attempts, run.Attempted, run.WaitsUntil));
        Assert.IsType<Happening.AutomationStarted>(given.Events[run.Version - 1].What);
        Assert.Equal((DueWork.Conversation, given.Now + Waiting.Wait.Grace), (given.Ticket.Watchdog!.Value.Work, given.Ticket.Watchdog.Value.At));
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    [Trait("Rule", "FV-10")]
    [Trait("Rule", "FV-13")]
    public void That_succeeds_closes_the_ticket_in_its_own_name_with_all_three_verifications()
    {
        Case given = Running;

        given.Do(End(given, RunEnd.Succeeded, Well), Restart);

        Assert.Equal((TicketStatus.Closed, "automated", "automation:restart", "The printer was restarted."), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode, given.Ticket.Resolution.By, given.Ticket.Resolution.Solution.Value));
        Assert.Equal("automation:restart", given.Events[^1].By);
        Assert.Equal(
            ["NotApplicable automation:restart", "Passed automation:restart", "NotApplicable automation:restart"],
            Enum.GetValues<VerificationCheck>().Select(check => $"{given.Ticket.Verification![check]!.Result} {given.Ticket.Verification[check]!.By}"));
        Assert.Equal(["follow-ups-complete", "resolution-confirmed"], given.Ticket.ClosureChecks.Keys);
        Assert.Equal(TriagePath.Automation, given.Ticket.Triage!.Path);
    }

    [Theory]
    [InlineData(RunEnd.Failed)]
    [InlineData(RunEnd.TimedOut)]
    [Trait("Rule", "A7")]
    public void That_fails_or_says_nothing_goes_on_at_high_impact(RunEnd end)
    {
        Case given = Case.Incident(The_triage.Automating);
        given.Do(new TriageCommand.Decide(The_triage.Answers(true, "largeUserGroup", "-").Answers with { Automated = new(true, "A restart helps.", "restart") }), Somebody.FirstLine);

        given.Do(End(given, end), Restart);

        Assert.Equal((TriagePath.HighImpact, true), (given.Ticket.Triage!.Path, given.Ticket.Triage.WentOn));
        Assert.Equal(Impact.Department, ((Assessment.OfIncident)given.Ticket.Classification.Assessment).Impact);
        Assert.Equal((TicketStatus.New, end), (given.Ticket.Status, given.Ticket.Dossier.Runs[0].End));
    }

    [Fact]
    [Trait("Rule", "A7")]
    [Trait("Rule", "FV-10")]
    public void That_succeeds_and_does_not_verify_goes_on_too()
    {
        Case given = Running;

        given.Do(End(given, RunEnd.Succeeded, Well with { LogAnalysis = new(VerificationResult.Failed, "The fault is back in the log.") }), Restart);

        Assert.Equal((TriagePath.SupportTeam, true, TicketStatus.New), (given.Ticket.Triage!.Path, given.Ticket.Triage.WentOn, given.Ticket.Status));
        Assert.Equal(VerificationResult.Failed, given.Ticket.Verification!.LogAnalysis!.Result);
    }

    [Fact]
    public void Ends_once_whatever_is_said_again()
    {
        Case given = Running;
        TriageCommand.EndRun done = End(given, RunEnd.Failed);
        given.Do(done, Restart);
        int version = given.Ticket.Version;

        Assert.Empty(given.Accept(done, Restart));
        Assert.Empty(given.Accept(done with { End = RunEnd.Succeeded }, Restart));
        Assert.Empty(given.Accept(new TriageCommand.TryRun(done.Run, 2, "taken", given.Now), Actor.Clock));
        Assert.Equal(version, given.Ticket.Version);
    }

    [Fact]
    public void Is_started_once_for_each_attempt()
    {
        Case given = Running;
        var first = new TriageCommand.TryRun(given.Ticket.Dossier.StandingRun!.Version, 1, "taken", given.Now.AddSeconds(60));
        given.Do(first, Actor.Clock);

        Assert.Empty(given.Accept(first, Actor.Clock));
        Assert.Equal((1, "taken", given.Now.AddSeconds(60)), (given.Ticket.Dossier.StandingRun!.Attempted, given.Ticket.Dossier.StandingRun.Outcome, given.Ticket.Dossier.StandingRun.WaitsUntil));
    }

    [Fact]
    public void Is_superseded_by_another_triage_and_by_a_resolution()
    {
        Case again = Running.Do(The_triage.Simple, Somebody.FirstLine);
        Assert.Equal(RunEnd.Superseded, Assert.Single(again.Ticket.Dossier.Runs).End);
        Assert.Null(again.Ticket.Dossier.StandingRun);

        Case solved = Running.Do(new TicketCommand.Resolve("It was off.", null), Somebody.FirstLine);
        Assert.Equal((RunEnd.Superseded, (int?)solved.Events.Single(e => e.What is Happening.Resolved).Version), (solved.Ticket.Dossier.Runs[0].End, solved.Ticket.Dossier.Runs[0].Ended));
        Assert.Empty(solved.Accept(End(solved, RunEnd.Succeeded, Well), Restart));
    }

    [Fact]
    [Trait("Rule", "AU-11")]
    public void Leaves_a_ticket_with_open_tasks_to_somebody_who_looks()
    {
        Case given = Running.Do(new TicketCommand.AddTask("Order toner.", null, null), Somebody.FirstLine);

        given.Do(End(given, RunEnd.Succeeded, Well), Restart);

        Assert.Equal((TicketStatus.New, true), (given.Ticket.Status, given.Ticket.UpdateFlagSince is not null));
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    public void Is_one_of_the_organisation_s_own_that_is_for_the_category()
    {
        Assert.Equal("/automatedResolution/automation", Assert.Single(Case.Incident(The_triage.Automating).Do(Case.Reclassified("mail", "delivery"), Somebody.FirstLine).Refuse(The_triage.Started, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/automatedResolution/automation", Assert.Single(Case.Incident(FlowchartV2.Profile).Refuse(The_triage.Started, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal(
            "/automatedResolution/automation",
            Assert.Single(Case.Incident(The_triage.Automating).Refuse(new TriageCommand.Decide(The_triage.Simple.Answers with { Automated = new(false, "No.", "restart") }), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    public void Is_as_sound_as_the_parameter_asks()
    {
        var check = new ProfileCheck(_ => true, id => !string.IsNullOrEmpty(id), url => url.StartsWith("https:", StringComparison.Ordinal) ? null : new("An https address.", "En https-adresse."));
        Profile wrong = FlowchartV2.Profile with { Automations = [new("a", "http://10.0.0.1"), new("a", "https://a.example", 0, 11, ["nothing"], 0), new("", "https://a.example")] };

        Assert.Equal(
            ["/0/url", "/1/name", "/1/timeoutSeconds", "/1/attempts", "/1/secretGeneration", "/1/categories/0", "/2/name"],
            check.Complain(ProfileParameters.Find("automations")!, FlowchartV2.Profile, wrong).Select(complaint => complaint.Pointer));
        Assert.Empty(check.Complain(ProfileParameters.Find("automations")!, FlowchartV2.Profile, The_triage.Automating));
    }
}
