using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What becomes of a mail: each kind of mail, from each sort of sender, about each sort of ticket.</summary>
public sealed class A_mail
{
    /// <summary>
    /// open: a ticket; quiet: a ticket of which nobody is told; +: it follows the closed one up; answer: the requester's own words;
    /// note: an internal note; flag: a note that raises the update flag; –: ignored. The ticket is found by the number in the subject;
    /// sealed columns are found by a Message-ID that the desk signed.
    /// </summary>
    private const string Table =
        """
                                none    open    resolved closed  sealed  sealed-closed
        Message         own     open    answer  answer   open+   answer  open+
        Message         other   open    flag    flag     quiet   flag    open+
        Message         staff   open    note    note     open+   note    open+
        Message         nobody  quiet   flag    flag     quiet   flag    quiet+
        AutomaticReply  own     –       note    note     –       note    –
        AutomaticReply  nobody  –       note    note     –       note    –
        NonDelivery     nobody  –       flag    flag     –       flag    –
        NonDelivery     own     –       flag    flag     –       flag    –
        DeliveryNotice  nobody  –       note    note     –       note    –
        CalendarReply   own     –       note    note     –       note    –
        DeskMail        staff   –       note    note     –       note    –
        ReadReceipt     own     –       –       –        –       –       –
        OwnMail         own     –       –       –        –       –       –
        """;

    private static readonly string[] Columns = Words(Table.Split('\n')[0]);

    public static TheoryData<string, string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string, string>();
        foreach (string[] row in Table.Split('\n').Skip(1).Select(Words))
        {
            for (int column = 0; column < Columns.Length; column++)
                cells.Add(row[0], row[1], Columns[column], row[column + 2]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Rule", "AU-04")]
    [Trait("Rule", "AU-52")]
    public void Becomes_what_the_table_says(string kind, string sender, string about, string expected)
    {
        Ticket? ticket = about switch
        {
            "none" => null,
            "resolved" => Case.Of(TicketStatus.Resolved).Ticket,
            "closed" or "sealed-closed" => Case.Of(TicketStatus.Closed).Ticket,
            _ => Case.Of(TicketStatus.InProgress).Ticket,
        };
        Threading threading = about == "none" ? Threading.None : about.StartsWith("sealed", StringComparison.Ordinal) ? Threading.ByMessageId : Threading.ByNumber;

        Assert.Equal(expected, Words(MailFate.Of(Written(Enum.Parse<MailKind>(kind), Sender(sender)), ticket, threading), ticket));
    }

    [Fact]
    public void Has_a_row_for_every_kind_of_mail() =>
        Assert.Equal(Enum.GetNames<MailKind>().Order(), Table.Split('\n').Skip(1).Select(line => Words(line)[0]).Distinct().Order());

    [Fact]
    [Trait("Rule", "OM-06")]
    public void About_a_cancelled_ticket_opens_one_that_follows_it_up()
    {
        Ticket cancelled = Case.Of(TicketStatus.New).Ticket with { Status = TicketStatus.Cancelled };
        Assert.Equal(new MailFate.Open(cancelled.Number, Silent: false), MailFate.Of(Written(MailKind.Message, Sender("own")), cancelled, Threading.ByNumber));
    }

    [Fact]
    public void That_names_a_ticket_that_there_is_not_is_not_acknowledged_either() =>
        Assert.Equal(new MailFate.Open(null, Silent: true), MailFate.Of(Written(MailKind.Message, Sender("other")), null, Threading.ByNumber));

    [Fact]
    [Trait("Rule", "A15")]
    [Trait("Rule", "AU-50")]
    public void Of_the_requester_raises_the_flag_on_a_resolved_ticket_and_leaves_it_resolved()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        Arrive(given, "own");
        Assert.Equal((TicketStatus.Resolved, true), (given.Ticket.Status, given.Ticket.UpdateFlagSince is not null));
        Assert.Equal("Thanks a lot.", Assert.IsType<Happening.Replied>(given.Events[^2].What).Text.Value);
    }

    [Theory]
    [InlineData("own", TicketStatus.InProgress)]
    [InlineData("other", TicketStatus.Pending)]
    [InlineData("staff", TicketStatus.Pending)]
    [InlineData("nobody", TicketStatus.Pending)]
    [Trait("Rule", "AU-15")]
    public void Resumes_what_waits_for_the_user_only_if_it_is_the_user_s(string sender, TicketStatus after)
    {
        Case given = Case.Incident().Waiting("PR-05");
        Arrive(given, sender);
        Assert.Equal(after, given.Ticket.Status);
    }

    [Theory]
    [InlineData("other", "Mail fra ida@example.org, som ikke er sagens bruger:")]
    [InlineData("nobody", "Mail fra ida@example.org. Afsenderen er ikke bekræftet (mailserveren står ikke inde for adressen): mailen gælder ikke som brugerens svar.")]
    [InlineData("staff", "Mail fra ida@example.org, som er ansat i servicedesken:")]
    [Trait("Rule", "AU-31")]
    public void That_is_not_the_requester_s_is_an_internal_note_that_says_so(string sender, string heading)
    {
        Case given = Case.Of(TicketStatus.InProgress);
        int seen = given.Ticket.PublicVersion;
        Arrive(given, sender);
        var note = given.Events.Select(e => e.What).OfType<Happening.NoteWritten>().Single();
        Assert.Equal($"{heading}\n\nThanks a lot.", note.Text.Value);
        Assert.Equal(seen, given.Ticket.PublicVersion);
    }

    [Theory]
    [InlineData("own", "requester-1", "Requester")]
    [InlineData("other", "ida", "Mail.Gateway")]
    [InlineData("nobody", "gateway", "Mail.Gateway")]
    public void Is_written_down_in_the_name_of_whoever_is_proven(string sender, string by, string role)
    {
        Ticket ticket = Case.Of(TicketStatus.InProgress).Ticket;
        IncomingMail mail = Written(MailKind.Message, Sender(sender));
        Assert.Equal(new MailHand(by, role), MailDesk.HandOf(mail, MailFate.Of(mail, ticket, Threading.ByNumber), ticket, "gateway"));
    }

    [Fact]
    [Trait("Rule", "AU-04")]
    [Trait("Rule", "IT-06")]
    public void Opens_an_incident_with_the_classification_that_the_profile_has_for_mail()
    {
        Profile profile = Aarhus.Profile with { InboundMail = InboundMail.Default with { Mailboxes = [new("arts-it@example.org", "arts")] } };
        NewTicket wanted = MailDesk.Open(Written(MailKind.Message, Sender("nobody")), new(null, Silent: true), ["x@example.org", "Arts-IT@example.org"], profile);
        var opened = Assert.IsType<Happening.Opened>(Assert.Single(Assert.IsType<Decision.Accepted>(TicketIntake.Decide(wanted, profile)).Happenings));

        Assert.Equal(("mail", "arts", "arts-it", "mail-1", true, true), (opened.Channel, opened.Area, opened.Team, opened.Requester, opened.Silent, opened.Markers.Unverified));
        Assert.Equal(("other", "question", new Assessment.OfIncident(Impact.Individual, Urgency.Medium)), (opened.Classification.Category, opened.Classification.Subcategory, opened.Classification.Assessment));
    }

    [Fact]
    public void Without_a_subject_or_a_text_has_words_for_both()
    {
        IncomingMail empty = Written(MailKind.Message, Sender("own")) with { Subject = "", Text = "", Answer = "" };
        NewTicket danish = MailDesk.Open(empty, new(null, false), [], Aarhus.Profile), english = MailDesk.Open(empty, new(null, false), [], Aarhus.Profile with { Language = "en" });
        Assert.Equal(("(intet emne)", "(Mailen har ingen tekst.)", "(no subject)", "(The mail has no text.)"), (danish.Title, danish.Description, english.Title, english.Description));
    }

    [Theory]
    [InlineData("a\u202Eb\0c\r\nd\u2028e", "abc d e")]
    [InlineData("\u200b \u200b", "")]
    [InlineData("  many   blanks ", "many blanks")]
    [InlineData("e\u0301", "é")]
    public void Has_a_subject_that_neither_forges_nor_breaks_its_line(string text, string line)
    {
        Assert.Equal(line, MailText.Line(text, 100));
        if (line.Length > 0)
            Assert.Null(Texts.Complain("", line, 100, required: true, singleLine: true));
    }

    [Fact]
    public void Has_no_half_a_surrogate_pair_and_no_noncharacter() =>
        Assert.Equal("half a pair", MailText.Line($"half {'\ud83d'}{'\uffff'} a {char.ConvertFromUtf32(0x1FFFF)}pair", 100));

    [Fact]
    [Trait("Rule", "IT-06")]
    public void Is_filed_under_the_first_category_where_the_organisation_has_none_for_it()
    {
        Assert.Equal(("x", "y"), InboundMail.Default.FiledUnder([new("x", "X", "X", [new("y", "Y", "Y")])]));
        Assert.Equal(("hardware", "printer"), (InboundMail.Default with { Category = "hardware", Subcategory = "printer" }).FiledUnder(Aarhus.Profile.Categories));
    }

    [Fact]
    public void Is_cut_to_what_a_ticket_holds_with_a_note_and_never_refused()
    {
        string line = MailText.Line(new('x', 300), Texts.LongestTitle), lines = MailText.Lines(string.Join("\n", Enumerable.Repeat("a line 😀", 10_000)), Texts.LongestNote, "[cut]");
        Assert.Equal((Texts.LongestTitle, '…'), (line.Length, line[^1]));
        Assert.EndsWith("\n\n[cut]", lines, StringComparison.Ordinal);
        Assert.InRange(lines.Length, Texts.LongestNote - 10, Texts.LongestNote);
        Assert.Null(Texts.Complain("", lines, Texts.LongestNote, required: true));
    }

    private static void Arrive(Case given, string sender)
    {
        IncomingMail mail = Written(MailKind.Message, Sender(sender));
        given.Record(MailDesk.Decide(given.Ticket, mail, MailFate.Of(mail, given.Ticket, Threading.ByNumber), new([], []), given.Profile), Somebody.Requester);
    }

    private static IncomingMail Written(MailKind kind, MailSender sender) => new(kind, sender, "It jams", "Thanks a lot.", "Thanks a lot.");

    private static MailSender Sender(string who) => who switch
    {
        "own" => new MailSender.Verified("rikke@example.org", "Rikke", "mail-2", Somebody.Requester.Id, IsStaff: false),
        "other" => new MailSender.Verified("ida@example.org", "Ida", "mail-1", "ida", IsStaff: false),
        "staff" => new MailSender.Verified("ida@example.org", "Ida", "mail-1", "ida", IsStaff: true),
        _ => new MailSender.Unverified("ida@example.org", "Ida", "mail-1", Doubt.NotAuthenticated),
    };

    private static string Words(MailFate fate, Ticket? ticket) => fate switch
    {
        MailFate.Open { FollowUpOf: var earlier, Silent: var silent } when earlier is null || earlier == ticket!.Number => (silent ? "quiet" : "open") + (earlier is null ? "" : "+"),
        MailFate.Answer => "answer",
        MailFate.Note note => note.RaisesFlag ? "flag" : "note",
        MailFate.Ignore => "–",
        _ => fate.ToString(),
    };

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The machine that passes mail on holds a role that opens no other door.</summary>
public sealed class A_mail_gateway
{
    private static readonly Actor Gateway = new("gateway", Roles.MailGateway);

    [Fact]
    public void Is_no_part_of_the_desk_and_sees_no_ticket()
    {
        Ticket ticket = Case.Incident().Ticket;
        Assert.False(Gateway.Is(Roles.Desk | Roles.Agent | Roles.Requester));
        Assert.False(TicketDesk.MayRead(ticket, Gateway, Aarhus.Profile));
        Assert.Empty(TicketDesk.Offers(ticket, Gateway, Aarhus.Profile));
        Assert.Equal(Roles.MailGateway, RoleNames.Parse("Mail.Gateway"));
    }

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    /// <summary>Every act, on its own ticket (if it could have one), in a team that names it and in any other.</summary>
    [Theory]
    [MemberData(nameof(Acts))]
    public void May_do_nothing_but_hand_over_mail(Act act)
    {
        Profile profile = Aarhus.Profile with { Directory = new([new("gateway", "Gateway", null, null, ["it-support"], ["it-support"], ["it-support"], [])]) };
        Ticket ticket = Case.Incident(profile).Ticket;
        bool[] may = Grants.Desk.Any(grant => grant.Act == act)
            ? [Policy.Denies(act, Gateway) is null, Policy.Denies(act, Gateway, "it-support", profile) is null]
            : [Policy.Denies(act, Gateway, ticket, profile) is null, Policy.Denies(act, Gateway, ticket with { Requester = "gateway" }, profile) is null];
        Assert.All(may, allowed => Assert.Equal(act == Act.ReceiveMail, allowed));
    }
}
