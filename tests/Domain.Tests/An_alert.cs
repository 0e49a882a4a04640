using System.Collections.Immutable;
using ItsmFunctions.Domain.Alerts;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What becomes of an alert: each sort of alert, about an incident in each state.</summary>
public sealed class An_alert
{
    private static readonly DateTimeOffset Began = Case.Start.AddMinutes(-2);
    private static readonly Actor Probe = new("prometheus", Roles.Monitoring);

    /// <summary>
    /// same: it fires as before; news: it says something else; graver: so does its severity; again: a later occurrence fires; over: it has
    /// ended. unknown: nothing was heard of it; the others are the incident's state, "touched" by somebody since; "ok-" where it was said
    /// to be over before. –: nothing happens to any incident.
    /// </summary>
    private const string Table =
        """
                            same    news         graver          again   over
        unknown             open    open         open            open    –
        new                 –       note         reassess        –       resolve
        assigned            –       note         reassess        –       resolve
        in-progress         –       note         note+flag       –       note+flag
        pending             –       note         note+flag       –       note+flag
        resolved            –       –            –               reopen  –
        resolved-long-ago   flag    flag         flag            reopen  –
        withdrawn-long-ago  –       –            –               reopen  –
        closed              –       –            –               open+   –
        closed-long-ago     open+   open+        open+           open+   –
        cancelled           –       –            –               open+   –
        ok-in-progress      –       –            –               recur   –
        ok-resolved         –       –            –               reopen  –
        ok-closed           –       –            –               open+   –
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        string[] columns = Words(Table.Split('\n')[0]);
        foreach (string[] row in Table.Split('\n').Skip(1).Select(Words))
        {
            for (int column = 0; column < columns.Length; column++)
                cells.Add(row[0], columns[column], row[column + 1]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Rule", "IT-15")]
    public void Becomes_what_the_table_says(string state, string said, string expected)
    {
        DateTimeOffset now = Case.Start.AddMinutes(4);
        bool over = state.StartsWith("ok-", StringComparison.Ordinal);
        Ticket? ticket = state.Replace("ok-", "", StringComparison.Ordinal).Split("-long")[0] switch
        {
            "unknown" => null,
            "new" => Case.Of(TicketStatus.New).Ticket,
            "assigned" => Case.Of(TicketStatus.Assigned).Ticket,
            "in-progress" => Case.Of(TicketStatus.InProgress).Ticket,
            "pending" => Case.Of(TicketStatus.Pending).Ticket,
            "resolved" => Case.Of(TicketStatus.Resolved).Ticket,
            "withdrawn" => Closed(TicketStatus.Resolved, TicketDesk.ClosureWithdrawn),
            "closed" => Closed(TicketStatus.Closed, TicketDesk.ClosureSolved),
            "cancelled" => Case.Of(TicketStatus.New).Ticket with { Status = TicketStatus.Cancelled },
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        if (ticket?.Resolution is { } resolution)
            ticket = ticket with { Resolution = resolution with { At = state.EndsWith("long-ago", StringComparison.Ordinal) ? now - TimeSpan.FromHours(2) : now - TimeSpan.FromMinutes(1) } };
        AlertRecord? known = ticket is null ? null : Known(ticket) with { Version = 0, Firing = !over, SaidAt = over ? now.AddMinutes(-1) : Began, TurnedAt = now.AddMinutes(-1) };
        Alert alert = said switch
        {
            "same" => Fires,
            "news" => Fires with { Description = "Both disks are full." },
            "graver" => Fires with { Severity = "critical" },
            "again" => Fires with { StartsAt = now },
            _ => Fires with { Firing = false, SaidAt = now },
        };

        Assert.Equal(expected, Words(AlertFate.Of(alert, known, ticket, null, now)));

        static Ticket Closed(TicketStatus status, string code)
        {
            Ticket resolved = Case.Of(TicketStatus.Resolved).Ticket;
            return resolved with { Status = status, Resolution = resolved.Resolution! with { ClosureCode = code } };
        }
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, true)]
    [Trait("Rule", "IT-15")]
    public void That_fires_as_before_after_it_was_over_is_late_for_five_minutes_and_then_fires_again(int minutes, bool again)
    {
        Ticket ticket = Case.Of(TicketStatus.Resolved).Ticket;
        AlertRecord known = Known(ticket) with { Firing = false, SaidAt = Case.Start, TurnedAt = Case.Start };

        AlertFate fate = AlertFate.Of(Fires, known, ticket, null, Case.Start.AddMinutes(minutes));

        Assert.Equal(again ? new AlertFate.Reopen() : new AlertFate.Nothing(), fate);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_ended_before_the_latest_occurrence_began_comes_too_late()
    {
        Ticket ticket = Case.Of(TicketStatus.New).Ticket;
        AlertRecord known = Known(ticket) with { StartsAt = Case.Start, SaidAt = Case.Start };

        Assert.Equal(new AlertFate.Nothing(), AlertFate.Of(Fires with { Firing = false, SaidAt = Case.Start.AddSeconds(-1) }, known, ticket, null, Case.Start.AddMinutes(1)));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_speaks_of_an_earlier_instant_than_is_known_never_fires_again_however_late_it_comes()
    {
        Ticket ticket = Case.Of(TicketStatus.Resolved).Ticket;
        AlertRecord known = Known(ticket) with { Firing = false, SaidAt = Case.Start };
        Alert late = Fires with { StartsAt = null, SaidAt = Case.Start.AddSeconds(-1) };

        Assert.Equal(new AlertFate.Nothing(), AlertFate.Of(late, known, ticket, null, Case.Start.AddDays(1)));
        Assert.Equal(new AlertFate.Reopen(), AlertFate.Of(late with { SaidAt = Case.Start.AddSeconds(1) }, known, ticket, null, Case.Start.AddDays(1)));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_was_over_before_it_was_heard_of_opens_nothing_when_it_arrives()
    {
        Alert over = Fires with { Firing = false, SaidAt = Case.Start };
        AlertRecord known = AlertFate.After(over, AlertFate.Of(over, null, null, null, Case.Start), null, null, null, Case.Start);

        Assert.Equal(new AlertFate.Nothing(), AlertFate.Of(Fires, known, null, null, Case.Start.AddMinutes(1)));
        Assert.Equal(new AlertFate.Open(null), AlertFate.Of(Fires with { StartsAt = Case.Start.AddMinutes(2) }, known, null, null, Case.Start.AddMinutes(2)));
    }

    /// <param name="master">The status of the incident that its own was merged into.</param>
    /// <param name="minutes">Since that one was resolved.</param>
    [Theory]
    [InlineData(TicketStatus.InProgress, 0, false, "–")]
    [InlineData(TicketStatus.InProgress, 0, true, "–")]
    [InlineData(TicketStatus.Resolved, 30, false, "–")]
    [InlineData(TicketStatus.Resolved, 90, false, "open+")]
    [InlineData(TicketStatus.Resolved, 30, true, "open+")]
    [InlineData(TicketStatus.Closed, 30, false, "–")]
    [InlineData(TicketStatus.Closed, 30, true, "open+")]
    [Trait("Rule", "IT-15")]
    [Trait("Rule", "AU-46")]
    public void Whose_incident_was_merged_into_another_is_heard_as_soon_as_that_one_has_ended(TicketStatus master, int minutes, bool again, string expected)
    {
        DateTimeOffset now = Case.Start.AddHours(3);
        Ticket ticket = Case.Of(TicketStatus.Resolved).Ticket, of = Case.Of(master).Ticket;
        of = of with { Number = TicketNumber.Parse("INC-0000777"), Resolution = of.Resolution is { } resolution ? resolution with { At = now.AddMinutes(-minutes) } : null };

        AlertFate fate = AlertFate.Of(again ? Fires with { StartsAt = now } : Fires, Known(ticket), ticket, of, now);

        Assert.Equal(expected, Words(fate));
        Assert.True(fate is not AlertFate.Open open || open.FollowUpOf == of.Number);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_contradicts_who_resolved_it_says_so_once_and_takes_it_back_when_it_is_over()
    {
        DateTimeOffset now = Case.Start.AddHours(3);
        Ticket ticket = Case.Of(TicketStatus.Resolved).Ticket;
        ticket = ticket with { Resolution = ticket.Resolution! with { At = Case.Start } };
        AlertRecord known = Known(ticket);

        AlertFate doubt = AlertFate.Of(Fires, known, ticket, null, now);
        (Ticket doubted, _) = History.Append(ticket, AlertDesk.Decide(ticket, Fires, doubt, known, Probe, now, Aarhus.Profile), Probe.Id, "Monitoring", now, now, Aarhus.Profile);
        known = AlertFate.After(Fires, doubt, known, ticket, doubted, now);

        Assert.Equal((TicketStatus.Resolved, now), (doubted.Status, doubted.UpdateFlagSince));
        Assert.Equal(new AlertFate.Nothing(), AlertFate.Of(Fires, known, doubted, null, now.AddHours(3)));
        Alert over = Fires with { Firing = false, SaidAt = now.AddHours(4) };
        AlertFate settled = AlertFate.Of(over, known, doubted, null, now.AddHours(4));
        (Ticket after, _) = History.Append(doubted, AlertDesk.Decide(doubted, over, settled, known, Probe, now.AddHours(4), Aarhus.Profile), Probe.Id, "Monitoring", now.AddHours(4), now.AddHours(4), Aarhus.Profile);
        Assert.Equal((TicketStatus.Resolved, null), (after.Status, after.UpdateFlagSince));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_reopened_what_nobody_has_touched_since_resolves_it_again()
    {
        Case given = Case.Of(TicketStatus.New);
        Ticket ticket = Do(given.Ticket, new AlertFate.Resolve(), Known(given.Ticket));
        Ticket reopened = Do(ticket, new AlertFate.Reopen(), Known(ticket));
        AlertRecord known = Known(reopened) with { StartsAt = Case.Start, SaidAt = Case.Start };
        Alert over = Fires with { Firing = false, SaidAt = Case.Start.AddMinutes(1) };

        Assert.Equal(TicketStatus.InProgress, reopened.Status);
        Assert.Equal(new AlertFate.Resolve(), AlertFate.Of(over, known, reopened, null, Case.Start.AddMinutes(1)));
        Assert.Equal(new AlertFate.Recover(), AlertFate.Of(over, known with { Version = known.Version - 1 }, reopened, null, Case.Start.AddMinutes(1)));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void That_adds_a_note_to_what_somebody_began_does_not_make_it_untouched()
    {
        Ticket opened = Incident(Fires), begun = History.Append(opened, [new Happening.WorkBegun()], "agent-l1", "Agent.L1", Case.Start, Case.Start, Aarhus.Profile).Ticket;
        AlertRecord known = AlertFate.After(Fires, new AlertFate.Open(null), null, null, opened, Case.Start);
        Alert news = Fires with { Description = "Both disks are full." };
        AlertFate fate = AlertFate.Of(news, known, begun, null, Case.Start);
        Ticket noted = History.Append(begun, AlertDesk.Decide(begun, news, fate, known, Probe, Case.Start, Aarhus.Profile), Probe.Id, "Monitoring", Case.Start, Case.Start, Aarhus.Profile).Ticket;

        known = AlertFate.After(news, fate, known, begun, noted, Case.Start);

        Assert.Equal(begun.Version + 1, noted.Version);
        Assert.Equal(new AlertFate.Recover(), AlertFate.Of(Fires with { Firing = false, SaidAt = Case.Start }, known, noted, null, Case.Start));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void Asks_no_machine_how_satisfied_it_is()
    {
        Ticket ticket = Incident(Fires);
        var solve = new TicketCommand.Resolve("The disk is replaced.", null);
        Ticket Resolved(Ticket of) => History.Append(
            of, Assert.IsType<Decision.Accepted>(TicketDesk.Decide(of, solve, Somebody.FirstLine, Case.Start, Aarhus.Profile)).Happenings, "agent-l1", "Agent.L1", Case.Start, Case.Start, Aarhus.Profile).Ticket;

        Assert.Null(Resolved(ticket).Survey);
        Assert.NotNull(Resolved(ticket with { Requester = "anna" }).Survey);
    }

    [Theory]
    [InlineData("critical", null, null, 2)]
    [InlineData("CRITICAL", null, null, 2)]
    [InlineData("error", null, null, 3)]
    [InlineData("warning", null, null, 4)]
    [InlineData(null, null, null, 4)]
    [InlineData("mauve", null, null, 4)]
    [InlineData("info", null, null, 5)]
    [InlineData("info", "Company", "high", 1)]
    [InlineData("critical", "everybody", "", 2)]
    [Trait("Rule", "IT-15")]
    [Trait("Rule", "AU-17")]
    public void Is_ranked_by_its_severity_or_by_what_its_labels_say_outright(string? severity, string? impact, string? urgency, int rank)
    {
        var labels = new Dictionary<string, string>();
        if (impact is not null)
            labels["impact"] = impact;
        if (urgency is not null)
            labels["urgency"] = urgency;

        Assert.Equal(rank, Incident(Fires with { Severity = severity, Labels = labels }).HandlingRank);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void Goes_where_its_labels_say_if_there_is_such_a_place()
    {
        Ticket named = Incident(Fires with { Labels = new Dictionary<string, string> { ["team"] = "infrastructure", ["category"] = "network", ["subcategory"] = "wired", ["service"] = "Files", ["node"] = "files-1" } });
        Ticket unknown = Incident(Fires with { Labels = new Dictionary<string, string> { ["team"] = "nobody", ["category"] = "nothing", ["subcategory"] = "wired" } });

        Assert.Equal(("infrastructure", "network", "wired", "Files", "files-1"), (named.Team, named.Classification.Category, named.Classification.Subcategory, named.Classification.Service, named.Classification.ConfigurationItem));
        Assert.Equal((Aarhus.Profile.DefaultTeam, "other"), (unknown.Team, unknown.Classification.Category));
    }

    [Theory]
    [InlineData("1 disk of 4.5 TB is full", true)]
    [InlineData("7 disk of 12 TB is full", true)]
    [InlineData("A disk is full", false)]
    [Trait("Rule", "IT-15")]
    public void Says_nothing_new_with_another_figure(string title, bool same) =>
        Assert.Equal(same, (Fires with { Title = "2 disk of 3 TB is full" }).Digest == (Fires with { Title = title }).Digest);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    public void Has_no_time_that_no_clock_shows(string at)
    {
        Alert alert = (Fires with { StartsAt = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), SaidAt = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) }).WithBelievableTimes(Case.Start);

        Assert.Equal((null, null), (alert.StartsAt, alert.SaidAt));
    }

    [Fact]
    [Trait("Rule", "AU-05")]
    public void Is_all_that_its_system_may_report()
    {
        Profile profile = Aarhus.Profile with { Directory = new([new("prometheus", "Prometheus", null, null, ["it-support"], ["it-support"], ["it-support"], [])]) };
        Ticket own = Case.Incident(profile).Ticket with { Requester = Probe.Id };

        Assert.Equal(Roles.Monitoring, RoleNames.Parse("Monitoring"));
        Assert.All(Enum.GetValues<Act>(), act => Assert.Equal(
            act == Act.ReceiveAlerts, Grants.Desk.Any(grant => grant.Act == act) ? Policy.Denies(act, Probe) is null : Policy.Denies(act, Probe, own, profile) is null));
    }

    private static readonly Alert Fires = new("alertmanager", "1a30", Firing: true, Began, null, "A disk is full", "/srv has 4 % left.", "warning", null, new Dictionary<string, string>());

    private static AlertRecord Known(Ticket ticket) => new(ticket.Number, true, Began, Began, Began, 1, Fires.Digest, Fires.Severity, ticket.Version, null);

    private static Ticket Incident(Alert alert)
    {
        var accepted = Assert.IsType<Decision.Accepted>(TicketIntake.Decide(AlertDesk.Open(alert, null, Probe.Id, Case.Start, Aarhus.Profile), Aarhus.Profile));
        return History.Open(Case.Organisation, TicketNumber.Parse("INC-0000001"), accepted.Happenings, Probe.Id, "Monitoring", Case.Start, Aarhus.Profile).Ticket;
    }

    private static Ticket Do(Ticket ticket, AlertFate fate, AlertRecord known)
    {
        ImmutableArray<Happening> happenings = AlertDesk.Decide(ticket, Fires, fate, known, Probe, Case.Start, Aarhus.Profile);
        return History.Append(ticket, happenings, Probe.Id, "Monitoring", Case.Start, Case.Start, Aarhus.Profile).Ticket;
    }

    private static string Words(AlertFate fate) => fate switch
    {
        AlertFate.Open open => open.FollowUpOf is null ? "open" : "open+",
        AlertFate.Refresh refresh => $"{(refresh.Reassesses ? "reassess" : "note")}{(refresh.RaisesFlag ? "+flag" : "")}",
        AlertFate.Reopen => "reopen",
        AlertFate.Recur => "recur",
        AlertFate.Doubt => "flag",
        AlertFate.Resolve => "resolve",
        AlertFate.Recover => "note+flag",
        AlertFate.Settle => "settle",
        _ => "–",
    };

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
