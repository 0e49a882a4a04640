using CsCheck;
using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Incidents that come again after they were resolved: how often, when that is proposed as a problem, and what is remembered (OM-10, IT-15).</summary>
public sealed class What_comes_again
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<TicketNumber> None = [];

    /// <summary>Each incident as the hours from when to when it was open; one that ends nowhere is open still.</summary>
    [Theory]
    [InlineData("", 0)]
    [InlineData("0-", 1)]
    [InlineData("0-5", 1)]
    [InlineData("0-5 6-", 2)]
    [InlineData("0-5 5-7 8-9", 3)]
    [InlineData("0-5 1- 2- 3-", 1)]
    [InlineData("0-5 6-9 6-9 7- 8-", 2)]
    [InlineData("0-20 1-2 3-4 21-", 3)]
    [InlineData("0- 1-2 3-4", 2)]
    [Trait("Rule", "OM-10")]
    public void Happened_as_often_as_it_was_opened_after_it_had_been_resolved(string incidents, int times) =>
        Assert.Equal(times, Recurrence.OccurrencesIn(Seen(incidents)));

    [Fact]
    [Trait("Rule", "OM-10")]
    public void Happened_never_more_often_than_any_choice_of_incidents_would_say() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 4], Gen.Bool).Array[0, 8].Sample(raw =>
        {
            Sighting[] seen = [.. raw.Select((each, i) => new Sighting(new(TicketKind.Incident, i + 1), Start.AddHours(each.Item1), each.Item3 ? Start.AddHours(each.Item1 + each.Item2) : null))];
            int most = Enumerable.Range(0, 1 << seen.Length).Select(choice => seen.Where((_, i) => (choice & (1 << i)) != 0).ToArray())
                .Where(Follow).Max(chosen => chosen.Length);
            Assert.Equal(most, Recurrence.OccurrencesIn(seen));
        }, iter: 500);

    private static bool Follow(Sighting[] chosen)
    {
        Sighting[] ordered = [.. chosen.OrderBy(each => each.ResolvedAt ?? DateTimeOffset.MaxValue).ThenBy(each => each.OpenedAt)];
        return ordered.Zip(ordered.Skip(1)).All(pair => pair.First.ResolvedAt is { } end && end <= pair.Second.OpenedAt);
    }

    [Fact]
    [Trait("Rule", "OM-10")]
    public void Is_proposed_once_it_happened_as_often_as_the_rules_say_with_its_incidents_as_evidence()
    {
        Assert.Null(Known("0-5 6-9").Judged(new(Count: 3), Start).Proposal);

        ProblemProposal proposed = Known("0-5 6-9 7-8 10-").Judged(new(Count: 3), Start).Proposal!;

        Assert.Equal((1, ProposalState.Open, 3), (proposed.Round, proposed.State, proposed.Occurrences));
        Assert.Equal(["INC-0000001", "INC-0000002", "INC-0000003", "INC-0000004"], proposed.Evidence.Ids);
        Assert.Null(Known("0-5 6-9 7-8 10-").Judged(new(Proposed: false, Count: 3), Start).Proposal);
    }

    [Fact]
    public void Gathers_evidence_while_nobody_has_decided_and_says_nothing_twice()
    {
        Recurrence proposed = Known("0-5 6-9 10-").Judged(RecurrenceRules.Default, Start);
        Assert.Same(proposed, proposed.Judged(RecurrenceRules.Default, Start.AddDays(1)));

        Recurrence grown = proposed.With(Seen("0-5 6-9 10-11 12-"), None, RecurrenceRules.Default, Start).Judged(RecurrenceRules.Default, Start.AddDays(1));

        Assert.Equal((1, Start, 4), (grown.Proposal!.Round, grown.Proposal.ProposedAt, grown.Proposal.Evidence.Ids.Length));
    }

    [Theory]
    [InlineData(ProposalState.Dismissed)]
    [InlineData(ProposalState.Accepted)]
    [Trait("Rule", "IT-15")]
    public void Is_proposed_anew_only_on_as_much_new_evidence_as_the_rules_ask(ProposalState decided)
    {
        var rules = new RecurrenceRules(Count: 3, NewEvidence: 2);
        Recurrence proposed = Known("0-5 6-9 10-11").Judged(rules, Start);
        Recurrence remembered = proposed with { Proposal = proposed.Proposal! with { State = decided } };

        Assert.Same(remembered, remembered.Judged(rules, Start));
        Recurrence once = remembered.With(Seen("0-5 6-9 10-11 12-13"), None, rules, Start).Judged(rules, Start);
        Assert.Equal((1, decided), (once.Proposal!.Round, once.Proposal.State));
        // Reported by many at once: it happened once.
        Assert.Equal(1, once.With(Seen("0-5 6-9 10-11 12-13 12-13 12-13"), None, rules, Start).Judged(rules, Start).Proposal!.Round);
        Recurrence twice = once.With(Seen("0-5 6-9 10-11 12-13 14-"), None, rules, Start).Judged(rules, Start);
        Assert.Equal((2, ProposalState.Open, 5), (twice.Proposal!.Round, twice.Proposal.State, twice.Proposal.Evidence.Ids.Length));
    }

    [Fact]
    public void Forgets_what_is_too_old_is_of_another_key_or_is_more_than_it_keeps()
    {
        var rules = new RecurrenceRules(Days: 1);
        Recurrence known = Known("0-5 6-9 10-");

        Assert.Equal([2, 3], known.With([], None, rules, Start.AddHours(25)).Sightings.Select(each => each.Number.Sequence));
        Assert.Equal([1, 3], known.With([], new HashSet<TicketNumber> { new(TicketKind.Incident, 2) }, rules, Start).Sightings.Select(each => each.Number.Sequence));
        Assert.Equal(Recurrence.MostSightings, known.With(Seen(string.Join(' ', Enumerable.Range(0, 80).Select(i => $"{i}-"))), None, RecurrenceRules.Default, Start).Sightings.Length);
    }

    [Theory]
    [InlineData("switch-1", "5341", "item")]
    [InlineData(null, "5341", "location")]
    [InlineData(null, null, "nowhere")]
    public void Is_known_by_its_configuration_item_and_where_there_is_none_by_its_location(string? item, string? location, string by)
    {
        Ticket ticket = Case.Incident().Ticket;
        ticket = ticket with { Classification = ticket.Classification with { ConfigurationItem = item, Location = location } };

        RecurrenceKey? key = RecurrenceKey.Of(ticket);

        Assert.Equal(by, key is null ? "nowhere" : key.IsItem ? "item" : "location");
        Assert.Equal(key, RecurrenceKey.Of(ticket with { Classification = ticket.Classification with { ConfigurationItem = item is null ? null : " Switch-1 ", Location = location is null ? null : "5341 " } }));
        Assert.Null(RecurrenceKey.Of(ticket with { Number = new(TicketKind.Request, 1) }));
        Assert.Null(RecurrenceKey.Of(ticket with { Markers = ticket.Markers with { Test = true } }));
        Assert.Null(RecurrenceKey.Of(ticket with { Status = TicketStatus.Cancelled }));
        foreach (string code in new[] { TicketDesk.ClosureDuplicate, TicketDesk.ClosureWithdrawn })
            Assert.Null(RecurrenceKey.Of(ticket with { Resolution = new(ticket.Title, code, Start, "agent-1", Start) }));
    }

    private static Recurrence Known(string incidents) => new("network", "switch-1", IsItem: true, [.. Seen(incidents)]);

    private static Sighting[] Seen(string incidents) =>
    [
        .. incidents.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('-')).Select((hours, i) => new Sighting(
            new(TicketKind.Incident, i + 1), Start.AddHours(int.Parse(hours[0], System.Globalization.CultureInfo.InvariantCulture)),
            hours[1].Length == 0 ? null : Start.AddHours(int.Parse(hours[1], System.Globalization.CultureInfo.InvariantCulture)))),
    ];
}
