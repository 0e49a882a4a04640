using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Functions.Links;
using MimeKit.Text;

namespace ItsmFunctions.Notifications.Tests;

public sealed partial class A_mail_text
{
    private static readonly MailTexts Texts = new();
    private static readonly MailSettings Settings = MailSettings.Read(
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["Itsm:PublicUrl"] = "https://desk.example", ["Itsm:PortalUrl"] = "https://portal.example/new", ["Itsm:TicketUrl"] = "https://portal.example/{number}", ["Itsm:Mail:From"] = "AU IT <it@desk.example>" });

    private static readonly Facts Facts = new(Settings, new LinkToken(new byte[32]));

    public static TheoryData<string, string> EachTemplateInEachLanguage()
    {
        var data = new TheoryData<string, string>();
        foreach (Notice notice in Notice.All)
        {
            data.Add(notice.Template, "da");
            data.Add(notice.Template, "en");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Says_what_was_reviewed(string template, string language)
    {
        MailContent mail = Write(template, language);
        Golden.Matches($"{template}.{language}.txt", $"Subject: {mail.Subject}\n\n{mail.PlainText}");
        Golden.Matches($"{template}.{language}.html", mail.Html);
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Names_the_ticket_in_its_subject_and_leads_to_it(string template, string language)
    {
        MailContent mail = Write(template, language);
        string number = template.StartsWith("change-", StringComparison.Ordinal) ? "CHG-0000042" : template.StartsWith("problem-", StringComparison.Ordinal) ? "PRB-0000042" : "INC-0000042";
        Assert.StartsWith($"[{number}] ", mail.Subject, StringComparison.Ordinal);
        Assert.Matches("https://(portal.example/|desk.example/links/)", mail.PlainText);
        Assert.Contains($"https://portal.example/{number}", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Lets_no_markup_of_others_through(string template, string language)
    {
        const string hostile = "<script>alert(1)</script>\"onload=\"x{{ number }}";
        MailContent mail = Write(template, language, hostile);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"onload", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&quot;x{{ number }}", mail.Html, StringComparison.Ordinal);
        Assert.Contains(hostile, mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(
            ElementsOf(mail.Html), tag => tag is HtmlTagId.Script or HtmlTagId.Image or HtmlTagId.IFrame or HtmlTagId.Object or HtmlTagId.Form or HtmlTagId.Link);
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Fetches_nothing_from_anywhere(string template, string language)
    {
        MailContent mail = Write(template, language);
        foreach (string fetching in new[] { "<img", "src=", "url(", "@import", "<link", "background=\"http" })
            Assert.DoesNotContain(fetching, mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Rule", "AU-49")]
    public void Wraps_the_solution_in_the_template_that_the_process_names()
    {
        Assert.StartsWith("Kære bruger\n", Write(StoryOf("resolved", "Printeren"), "resolved", "da", name: null).PlainText, StringComparison.Ordinal);
        Assert.StartsWith("Dear user\n", Write(StoryOf("resolved", "Printeren"), "resolved", "en", name: null).PlainText, StringComparison.Ordinal);
        Assert.StartsWith("Kære Anna Østergård\n", Write("resolved", "da").PlainText, StringComparison.Ordinal);
        Assert.Contains("Papirbakken er skiftet.\nPrøv igen.", Write("resolved", "da").PlainText, StringComparison.Ordinal);
        Assert.Contains("Papirbakken er skiftet.<br>\nPrøv igen.", Write("resolved", "da").Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Greets_by_name_and_says_one_thing_in_its_subject(string template, string language)
    {
        MailContent mail = Write(template, language, "Printeren på 3. sal driller");
        string greeting = language == "da" ? "Kære Anna Østergård" : "Dear Anna Østergård";
        Assert.StartsWith($"{greeting}\n\n", mail.PlainText, StringComparison.Ordinal);
        Assert.Contains($">{greeting}</p>", mail.Html, StringComparison.Ordinal);
        string title = StoryOf(template, "Printeren på 3. sal driller").Ticket.Title.Value;
        Assert.EndsWith(title, mail.Subject, StringComparison.Ordinal);
        Assert.Equal(1, mail.Subject[..^title.Length].Count(letter => letter == ':'));
    }

    [Theory]
    [InlineData("replied")]
    [InlineData("followed")]
    [InlineData("watching")]
    [InlineData("change-stage")]
    public void Calls_nobody_a_user_who_may_be_a_colleague(string template)
    {
        Assert.DoesNotContain("bruger\n", Write(StoryOf(template, "Printeren"), template, "da", name: null).PlainText, StringComparison.Ordinal);
        Assert.DoesNotContain("user\n", Write(StoryOf(template, "Printeren"), template, "en", name: null).PlainText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Leads_nowhere_where_an_organisation_has_no_portal(string template, string language)
    {
        var settings = MailSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationManager { ["Itsm:PublicUrl"] = "https://desk.example" });
        MailContent mail = Write(StoryOf(template, "Printeren"), template, language, "Anna", new Facts(settings, new LinkToken(new byte[32])));
        foreach (string part in new[] { mail.PlainText, mail.Html })
        {
            Assert.DoesNotContain("/api/", part, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"\"", part, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\n\n\n", mail.PlainText, StringComparison.Ordinal);
        string[] lines = mail.PlainText.Split('\n');
        // What announces something is followed by it.
        Assert.DoesNotContain(lines.Zip(lines.Skip(1).Concat([""])).Zip(lines.Skip(2).Concat(["", ""])), each => each.First.First.EndsWith(':') && each.First.Second.Length == 0 && (each.Second.Length == 0 || each.Second.StartsWith(language == "da" ? "Venlig" : "Kind", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "AU-56")]
    public void Offers_three_ways_on_from_a_resolution()
    {
        foreach (string part in new[] { Write("resolved", "en").PlainText, Write("resolved", "en").Html })
        {
            Assert.Contains("https://desk.example/links/reopen?token=1.reopen.au.INC-0000042.", part, StringComparison.Ordinal);
            Assert.Contains("Reply to the case", part, StringComparison.Ordinal);
            Assert.Contains("do nothing", part, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Asks_after_a_resolution_with_a_link_for_each_score()
    {
        foreach (string template in new[] { "resolved", "order-closed" })
        {
            MailContent mail = Write(template, "da");
            Assert.Equal(5, Enumerable.Range(1, 5).Count(score => mail.Html.Contains($"&amp;score={score}\"", StringComparison.Ordinal)));
            Assert.Contains("Hvor tilfreds er du med hjælpen? Svar fra 1", mail.PlainText, StringComparison.Ordinal);
            Assert.Contains("https://desk.example/links/survey?token=1.survey.au.INC-0000042.", mail.PlainText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Asks_in_the_words_of_the_organisation_and_nobody_where_it_asks_nobody()
    {
        TicketStory own = TicketStory.Opens(profile: Aarhus.Profile with { Survey = new(Danish: "Blev du <b>godt</b> hjulpet?") }).Then(new TicketCommand.Resolve("Skiftet.", null));
        Assert.Contains("Blev du &lt;b&gt;godt&lt;/b&gt; hjulpet?", Write(own, "resolved", "da").Html, StringComparison.Ordinal);

        TicketStory none = TicketStory.Opens(profile: Aarhus.Profile with { Survey = new(Asked: false) }).Then(new TicketCommand.Resolve("Skiftet.", null));
        Assert.DoesNotContain("links/survey", Write(none, "resolved", "da").Html + Write(none, "resolved", "da").PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_the_requester_and_nobody_who_opened_it_for_them()
    {
        TicketStory story = StoryOf("order-closed", "Printeren");
        TicketEvent closed = story.Latest.Select(stored => stored.Event).Single(e => e.What is Happening.Closed);
        Assert.Null(Facts.Of(story.Ticket, closed, null, new("bo", "Bo", "bo@au.example", "da"), story.Profile)["surveyUrl"]);
        Assert.NotNull(Facts.Of(story.Ticket, closed, null, new("anna", "Anna", "anna@au.example", "da"), story.Profile)["surveyUrl"]);
    }

    [Theory]
    [Trait("Rule", "AU-15")]
    [MemberData(nameof(EachReason))]
    public void Labels_each_reason_to_wait_in_the_readers_language(string code, string english, string danish)
    {
        TicketStory story = TicketStory.Opens().Then(new TicketCommand.Pend(code, TicketStory.Start.AddDays(20), null));
        Assert.Contains(english, Write(story, "pended", "en").PlainText, StringComparison.Ordinal);
        Assert.Contains(danish, Write(story, "pended", "da").PlainText, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> EachReason() =>
        [.. Aarhus.Profile.PendingReasons.Select(reason => (reason.Code, reason.English, reason.Danish))];

    [Fact]
    public void Gives_instants_on_the_organisations_clock()
    {
        // 31 December 23:30 UTC is New Year's Day in Copenhagen.
        TicketStory story = TicketStory.Opens().Then(new TicketCommand.Pend("PR-04", new(2026, 12, 31, 23, 30, 0, TimeSpan.Zero), null));
        Assert.Contains("Indtil: 1. januar 2027 kl. 00.30", Write(story, "pended", "da").PlainText, StringComparison.Ordinal);
        Assert.Contains("Until: 1 January 2027 at 00:30", Write(story, "pended", "en").PlainText, StringComparison.Ordinal);
    }

    /// <summary>Seen in a list of mails: this one does not wait for tomorrow. Afterwards it does.</summary>
    [Theory]
    [InlineData("da", "Hasteændring, gennemgå den nu: En ny switch", "Gennemgå venligst: En ny switch")]
    [InlineData("en", "Emergency change to review now: En ny switch", "Please review: En ny switch")]
    public void Says_of_a_change_that_cannot_wait_what_it_is_in_its_subject(string language, string urgent, string usual)
    {
        TicketStory story = TicketStory.OpensChange("En ny switch", ChangeTypes.Emergency, Kept).Carried();
        Assert.EndsWith($"] {urgent}", Write(story, "change-review", language).Subject, StringComparison.Ordinal);
        story.Then(new ChangeCommand.Vote(VoteChoice.Approve, "Set igennem."), new Actor("bent", Roles.SecondLine)).Carried()
            .Then(new ChangeCommand.Schedule(TicketStory.Start.AddDays(1), TicketStory.Start.AddDays(1).AddHours(2), null)).Then(new ChangeCommand.Start("Everybody has agreed."))
            .Then(new ChangeCommand.Implement(ChangeOutcome.Successful, "Skiftet.")).Carried();
        Assert.EndsWith($"] {usual}", Write(story, "change-review", language).Subject, StringComparison.Ordinal);
        Assert.EndsWith($"] {usual}", Write(TicketStory.OpensChange("En ny switch", ChangeTypes.General, Kept).Carried(), "change-review", language).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("da", "Udfald: gennemført med problemer\n", "Rapport:\nStikket virker.\nKablet er kort.\n")]
    [InlineData("en", "Outcome: successful, with issues\n", "Report:\nStikket virker.\nKablet er kort.\n")]
    public void Says_what_came_of_a_change_to_whoever_reviews_it_afterwards(string language, string outcome, string report)
    {
        TicketStory story = TicketStory.OpensChange("En ny switch", ChangeTypes.Emergency, Kept).Carried();
        TicketEvent before = story.Latest.Select(stored => stored.Event).Single(e => e.What is Happening.StageEntered);
        Assert.DoesNotContain(outcome, Write(story, "change-review", language).PlainText, StringComparison.Ordinal);
        story.Then(new ChangeCommand.Vote(VoteChoice.Approve, "Set igennem."), new Actor("bent", Roles.SecondLine)).Carried()
            .Then(new ChangeCommand.Schedule(TicketStory.Start.AddDays(1), TicketStory.Start.AddDays(1).AddHours(2), null)).Then(new ChangeCommand.Start("Everybody has agreed."))
            .Then(new ChangeCommand.Implement(ChangeOutcome.SuccessfulWithIssues, "Stikket virker.\nKablet er kort.")).Carried();

        MailContent mail = Write(story, "change-review", language);
        Golden.Matches($"change-review-afterwards.{language}.txt", $"Subject: {mail.Subject}\n\n{mail.PlainText}");
        Golden.Matches($"change-review-afterwards.{language}.html", mail.Html);
        Assert.Contains(outcome, mail.PlainText, StringComparison.Ordinal);
        Assert.Contains(report, mail.PlainText, StringComparison.Ordinal);
        // The mail of the review before it, sent late, says nothing of it.
        IReadOnlyDictionary<string, string?> late = Facts.Of(story.Ticket, before, null, new("bent", "Bent", "bent@au.example", language), story.Profile);
        Assert.Equal((null, null), (late["outcome"], late["report"]));
    }

    [Fact]
    public void Says_who_is_waited_for()
    {
        Assert.Contains("hørt fra dig", Write("pended", "da").PlainText, StringComparison.Ordinal);
        TicketStory supplier = TicketStory.Opens().Then(new TicketCommand.Pend("PR-07", null, null));
        Assert.Contains("Du behøver ikke at gøre noget", Write(supplier, "pended", "da").PlainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Indtil", Write(supplier, "pended", "da").PlainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("da", "Det ligger klar til dig", "hørt fra dig")]
    [InlineData("en", "ready for you to collect", "heard from you")]
    public void Asks_nobody_for_an_answer_who_is_to_collect_something(string language, string collect, string answer)
    {
        TicketStory ready = TicketStory.Opens().Then(new TicketCommand.Pend("PR-10", null, null));
        MailContent[] mails = [Write(ready, "pended", language), Write(ready.Waited(), "reminder", language)];
        Assert.All(mails.SelectMany(mail => new[] { mail.PlainText, mail.Html }), text =>
        {
            Assert.Contains(collect, text, StringComparison.Ordinal);
            Assert.DoesNotContain(answer, text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("da", "»Gennemgang før udvikling«", "i stedet for Bent Holm")]
    [InlineData("en", "“Pre-development review”", "in the place of Bent Holm")]
    public void Names_the_stage_to_whoever_is_asked_later_too_and_no_other_stage(string language, string stage, string inPlaceOf)
    {
        TicketStory story = Changed("En ny switch").Carried();
        story.Then(new ChangeCommand.Delegate("bent", "sofie", story.Now, story.Now.AddDays(5)), new Actor("bent", Roles.SecondLine));
        Assert.Contains(stage, Write(story, "change-review", language).PlainText, StringComparison.Ordinal);
        Assert.Contains(inPlaceOf, Write(story, "change-review", language).PlainText, StringComparison.Ordinal);
        TicketEvent delegated = story.Latest[0].Event;
        story.Then(new ChangeCommand.Vote(VoteChoice.Approve, "Set igennem."), new Actor("bent", Roles.SecondLine)).Carried();
        Assert.Null(Facts.Of(story.Ticket, delegated, null, new("sofie", "Sofie", "sofie@au.example", language), story.Profile)["stage"]);

        Assert.Contains(stage, Write(Overdue(new StaffMember("lea", "Lea Dahl", null, null, [], [], ["infrastructure"], [])), "change-review", language).PlainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("da", "Mangler at stemme: Bent Holm\nNu også spurgt: Lea Dahl\n", "Bent Holm, 1 anden", "Der er ingen tilbage at spørge", "annullere ændringen")]
    [InlineData("en", "Not voted: Bent Holm\nAsked now too: Lea Dahl\n", "Bent Holm, 1 other", "There is nobody left to ask", "cancel the change")]
    public void Says_of_an_overdue_review_who_has_not_voted_and_what_can_be_done(string language, string asked, string unknown, string nobody, string cancel)
    {
        string led = Write(Overdue(new StaffMember("lea", "Lea Dahl", null, null, [], [], ["infrastructure"], [])), "change-overdue", language).PlainText;
        Assert.Contains(asked, led, StringComparison.Ordinal);
        Assert.Contains(cancel, led, StringComparison.Ordinal);
        // Kim has left since.
        TicketStory two = Overdue(new StaffMember("kim", "Kim", null, null, ["security"], [], [], []));
        Assert.Equal(unknown, Facts.Of(two.Ticket, two.Latest.Single(stored => stored.Event.What is Happening.ReviewOverdue).Event, null, new("mia", "Mia", "mia@au.example", language), Kept)["missing"]);

        // As where nobody of the group could be asked.
        Ticket unasked = two.Ticket with { Change = two.Ticket.Change! with { Review = two.Ticket.Change.Review! with { Electorate = [] } } };
        MailContent none = Texts.Render("change-overdue", language, Facts.Of(unasked, two.Latest.Single(stored => stored.Event.What is Happening.ReviewOverdue).Event, null, new("mia", "Mia", "mia@au.example", language), Kept));
        Assert.Contains(nobody, none.PlainText, StringComparison.Ordinal);
        Assert.Contains(nobody, none.Html, StringComparison.Ordinal);
    }

    private static TicketStory Overdue(StaffMember also) =>
        TicketStory.OpensChange("En ny switch", ChangeTypes.General, Kept with { Directory = new([.. Kept.Directory.Members, also]) }).Carried().Carried().Carried().Carried();

    [Theory]
    [MemberData(nameof(EachTemplateInEachLanguage))]
    public void Names_only_what_it_is_given(string template, string language)
    {
        TicketStory story = TicketStory.Opens();
        IEnumerable<string> given = Facts.Of(story.Ticket, story.Latest[0].Event, null, new("anna", "Anna", "anna@au.example", language), story.Profile).Keys;
        string source = File.ReadAllText(Checkout.PathOf("src", "Functions", "Notifications", "Templates", $"{template}.{language}.liquid"));
        IEnumerable<string> own = Assigned().Matches(source).Select(match => match.Groups[1].Value);
        Assert.Empty(Named().Matches(source).Select(match => match.Groups[1].Value).Except(given).Except(own));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?:\{\{ |\{%-? if |, \w+: )([a-zA-Z]+)")]
    private static partial System.Text.RegularExpressions.Regex Named();

    [System.Text.RegularExpressions.GeneratedRegex(@"\{% (?:assign|capture) (\w+)")]
    private static partial System.Text.RegularExpressions.Regex Assigned();

    [Fact]
    public void Greets_somebody_without_a_name_all_the_same()
    {
        MailContent mail = Write(TicketStory.Opens(), "opened", "da", name: null);
        Assert.StartsWith("Kære bruger\n", mail.PlainText, StringComparison.Ordinal);
    }

    private static MailContent Write(string template, string language, string title = "Printeren på 3. sal driller") =>
        Write(StoryOf(template, title), template, language);

    private static Rejection? RejectionOf(TicketStory story, TicketEvent e) => Rejection.Of([.. story.Events.Select(stored => stored.Event).Where(each => each.Version <= e.Version)]);

    private static MailContent Write(TicketStory story, string template, string language, string? name = "Anna Østergård", Facts? facts = null)
    {
        TicketEvent told = story.Latest.Select(stored => stored.Event).First(e => (story.Ticket.Change is { } change ? ChangeNotices.Of(e, change.Plan, RejectionOf(story, e)) : story.Ticket.Problem is not null ? ProblemNotices.Of(e) : Notice.Of(e, rankBefore: 5, story.Profile, story.Profile.Directory.Find(e.Dimensions.Assignee)?.AbsenceAt(e.HappenedAt) is not null)).Concat(Notice.OfFollowed(e)).Any(notice => notice.Template == template));
        int? rankBefore = Notice.NeedsRankBefore(told) ? 5 : null;
        RejectedChange? rejected = RejectionOf(story, told) is { } rejection ? new(rejection, new Dictionary<string, string> { ["bent"] = "Bent Holm" }) : null;
        return Texts.Render(template, language, (facts ?? Facts).Of(story.Ticket, told, rankBefore, new("anna", name, "anna@au.example", language), story.Profile, rejected));
    }

    private static readonly TicketCommand.Dispatch Handover = new(
        "infrastructure", null, null, "Printeren er prøvet med et andet kabel og en anden driver.", "Infrastructure overtager din sag.", null, CategoryConfirmed: true, null, null);

    /// <summary>Sofie is away from the fourth day on.</summary>
    private static readonly Profile Kept = Aarhus.Profile with
    {
        Directory = new([TicketStory.Member, new("bent", "Bent Holm", null, null, ["security"], [], [], []), new("sofie", "Sofie Friis", "sofie@au.example", "da", ["it-support", "infrastructure"], [], [], [new(TicketStory.Start.AddDays(4), TicketStory.Start.AddDays(11), null)])]),
    };

    private static readonly Profile Promising = Kept with
    {
        ServicePolicies = [new("normal", "Normal", "Almindelig", new(), [new(TargetKind.Resolution, 480)])],
        ServiceEscalations = [new(EscalationCause.Breach, [new(EscalationRole.Dispatcher, AllowedTime.OfMinutes(30)), new(EscalationRole.OnCall, AllowedTime.OfMinutes(60)), new(EscalationRole.Leader)]), .. ServiceEscalation.Default],
    };

    private static TicketStory StoryOf(string template, string title)
    {
        TicketStory story = TicketStory.Opens(title, profile: Kept);
        var resolve = new TicketCommand.Resolve("Papirbakken er skiftet.\r\nPrøv igen.", null);
        return template switch
        {
            "opened" => story,
            "order-opened" => TicketStory.Opens(title, profile: Omflow.Profile),
            "order-closed" => TicketStory.Opens(title, profile: Omflow.Profile).Then(resolve),
            "replied" => story.Then(new TicketCommand.Reply("Hvilken etage står printeren på?\nOg hvad står der på skærmen?")),
            "pended" => story.Then(new TicketCommand.Pend("PR-05", new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), null)),
            "resolved" => story.Then(resolve),
            "withdrawn" => story.Then(new TicketCommand.Cancel("Oprettet to gange."), TicketStory.Caller),
            "reopened" => story.Then(resolve).Then(new TicketCommand.Reopen("Den driller igen."), TicketStory.Caller),
            "closed" => story.Then(resolve).ThenAfter(TimeSpan.FromDays(31), new TicketCommand.Close(), Actor.Clock),
            "followed" => story.Then(resolve),
            "watching" => story.Then(new TicketCommand.AddWatcher(new("carl", null, null, null)), TicketStory.Caller),
            "approval" => story.Then(new TicketCommand.Pend("PR-03", null, null)),
            "offered" => story.Then(new TicketCommand.SetPriority(2, "Eksamen i morgen")).Then(Handover with { Assignee = "sofie", Agreement = "Aftalt i telefonen kl. 9." }),
            "bounced" => story.Then(Handover).Then(new TicketCommand.Bounce("Hvilket rum står printeren i?\nOg hvad hedder den?")),
            "declined" => story.Then(new TicketCommand.SetPriority(2, "Eksamen i morgen")).Then(Handover).Then(new TicketCommand.Bounce("Den printer er ikke vores.\nSpørg leverandøren.")),
            "not-begun" => TicketStory.Opens(title, new Assessment.OfIncident(Impact.Individual, Urgency.High), Kept).Prompted(PromptKind.NotBegun),
            "no-progress" => TicketStory.Opens(title, new Assessment.OfIncident(Impact.Department, Urgency.High), Kept).Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.BeginWork()).Prompted(PromptKind.NoProgress),
            "follow-up" => story.Then(Handover).Prompted(PromptKind.FollowUp),
            "service-level-warned" => TicketStory.Opens(title, profile: Promising).Spoken<Happening.ServiceLevelWarned>(2),
            "service-level-breached" => TicketStory.Opens(title, profile: Promising).Spoken<Happening.EscalationClimbed>(),
            "chased" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.Chase("Brugeren har ringet igen.\nHele kontoret kan ikke printe."), new Actor("bent", Roles.SecondLine)),
            "chase-unanswered" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.Chase("Er der nyt?")).Prompted(PromptKind.Chase),
            "absent" => story.Then(new TicketCommand.Assign("it-support", "sofie")).ThenAfter(TimeSpan.FromDays(5), new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller),
            "absence" => story.Then(new TicketCommand.Assign("it-support", "sofie")).ThenAfter(TimeSpan.FromDays(5), new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller),
            "update-flag" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller).Prompted(PromptKind.UpdateFlag),
            "due" => story.Then(new TicketCommand.AddTask("Bestil en ny valse.", null, "sofie", story.Now.AddDays(1))).Prompted(PromptKind.Due),
            "merged" => story.Then(new TicketCommand.Merge(new(TicketKind.Incident, 17), null, story.Ticket with { Number = new(TicketKind.Incident, 17) })),
            "low-score" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(resolve).Then(new TicketCommand.AnswerSurvey(2, "Det tog tre dage.\nIngen svarede i telefonen."), TicketStory.Caller),
            "reminder" => story.Then(new TicketCommand.Pend("PR-05", null, null)).Waited(),
            "decision-reminder" => story.Then(new TicketCommand.Pend("PR-03", null, null)).Waited(),
            "still-waiting" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.Pend("PR-07", null, null)).Waited(),
            "wait-over" => story.Then(new TicketCommand.Assign("it-support", "sofie")).Then(new TicketCommand.Pend("PR-05", null, null)).Waited(steps: 4),
            "change-stage" => Changed(title),
            "change-review" => Changed(title).Carried(),
            "change-reminded" => Changed(title).Carried().Carried(),
            "change-overdue" => Changed(title).Carried().Carried().Carried().Carried(),
            "change-rejected" => Changed(title).Carried().Then(new ChangeCommand.Vote(VoteChoice.Reject, "Planen for tilbagerulning mangler.\nSkriv, hvem der gør hvad."), new Actor("bent", Roles.SecondLine)).Carried(),
            "change-closed" => TicketStory.OpensChange(title, ChangeTypes.Standard, Kept).Carried().Then(new ChangeCommand.Schedule(TicketStory.Start.AddDays(1), TicketStory.Start.AddDays(1).AddHours(2), null))
                .Then(new ChangeCommand.Start("Everybody has agreed.")).Then(new ChangeCommand.Implement(ChangeOutcome.SuccessfulWithIssues, "Stikket virker.\nKablet er kort.")).Carried().Then(new ChangeCommand.CloseIt(null)),
            "problem-opened" => TicketStory.OpensProblem(title, Kept),
            "problem-assigned" => TicketStory.OpensProblem(title, Kept).Then(new ProblemCommand.AssignInvestigators(["sofie", "bent"], "Leverandøren har set det samme andre steder.\nSpørg dem først.")),
            "problem-closed" => TicketStory.OpensProblem(title, Kept).Then(new ProblemCommand.ResolveNow("Uret er stillet rigtigt.\nBackup kører om natten.")),
            "workaround" => story.Then(new TicketCommand.TellWorkaround(new(TicketKind.Problem, 7), 3, "Sluk og tænd igen.\nVent et minut."), Actor.Clock),
            "incident-manager" => TicketStory.Opens(title, profile: new OrmisRules(TechnicalManagers: ["bent"]).On(Kept)).Then(Detected).Then(new OrmisCommand.SetScope(OrmisScope.Global, "Alle bygninger er ramt.\nAlle ringer.")),
            "final-update" => TicketStory.Opens(title, profile: new OrmisRules().On(Kept)).Then(Detected).Then(new OrmisCommand.NameStakeholder(new("carl", null, null, null), null, null)).Then(resolve).Then(new OrmisCommand.TellFinalUpdate("Den nye switch har kørt stabilt.\nDen gamle er kasseret.", Effective: true, null)),
            "affected" => story.Then(new MajorCommand.Tell(new(TicketKind.Incident, 17), 5, "The network is down.\nWe expect it back at noon.", "Netværket er nede.\nVi venter det tilbage ved middag."), Actor.Clock),
            "major" => story.Then(new MajorCommand.Declare("Intet netværk i nogen bygning.\nIngen kan arbejde."), new Actor("agent-1", Roles.ProcessManager)),
            "urgent" => story.Then(new TicketCommand.SetPriority(1, "Eksamen kl. 10 i samme bygning")),
            _ => throw new ArgumentOutOfRangeException(nameof(template)),
        };
    }

    private static readonly OrmisCommand.Classify Detected = new(OrmisClass.Incident, null, "monitoring", TicketStory.Start, null, null);

    private static TicketStory Changed(string title) => TicketStory.OpensChange(title, ChangeTypes.General, Kept);

    private static IEnumerable<HtmlTagId> ElementsOf(string html)
    {
        var tokenizer = new HtmlTokenizer(new StringReader(html));
        while (tokenizer.ReadNextToken(out HtmlToken? token))
        {
            if (token is HtmlTagToken tag)
                yield return tag.Id;
        }
    }
}
