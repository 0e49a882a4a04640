using CsCheck;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Storage.Tests;

public sealed class Row_keys
{
    private static readonly Gen<OrganisationId> Organisation =
        Gen.String[Gen.Char["ab-0"], 0, 3].Select(rest => OrganisationId.Parse("a" + rest));

    private static readonly Gen<TicketNumber> Number = Gen.Select(Gen.Enum<TicketKind>(), Gen.Int[1, 9_999_999], (kind, sequence) => new TicketNumber(kind, sequence));

    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, TimeSpan.FromDays(3_650).Ticks].Select(ticks => Desk.Start.AddTicks(ticks));

    /// <summary>Ids of persons as nasty as they come: the separator, what a key may not hold, what an escape looks like.</summary>
    private static readonly Gen<string> PersonId = Gen.String[Gen.Char["a|~/\\#?%'é0\n"], 1, 6];

    [Fact]
    public void Of_two_organisations_are_never_the_same_whatever_they_are_keys_of() =>
        Gen.Select(Organisation, Organisation, Number, Number, Gen.Int[1, 999], Gen.Int[1, 999], Instant).Where(all => all.Item1 != all.Item2).Sample(
            (one, other, first, second, version, next, at) =>
                !KeysOf(one, first, version, at).Intersect(KeysOf(other, first, version, at)).Any()
                && !KeysOf(one, first, version, at).Intersect(KeysOf(other, second, next, at)).Any(),
            iter: 3_000);

    [Fact]
    public void Of_two_tickets_or_two_events_are_never_the_same() =>
        Gen.Select(Organisation, Number, Number, Gen.Int[1, 999], Instant).Where(all => all.Item2 != all.Item3).Sample(
            (organisation, first, second, version, at) =>
                !KeysOf(organisation, first, version, at).Intersect(KeysOf(organisation, second, version, at)).Any()
                && !KeysOf(organisation, first, version, at).Where(IsOfAnEvent).Intersect(KeysOf(organisation, first, version + 1, at)).Any(),
            iter: 3_000);

    [Fact]
    public void Of_one_view_never_begin_as_another_s() =>
        Gen.Select(Organisation, Organisation, PersonId, PersonId).Where(all => (all.Item1, all.Item3) != (all.Item2, all.Item4)).Sample(
            (one, other, first, second) =>
                !new TicketView.OfRequester(first).Prefix(one).StartsWith(new TicketView.OfRequester(second).Prefix(other), StringComparison.Ordinal)
                && !new TicketView.OfAssignee(first).Prefix(one).StartsWith(new TicketView.OfAssignee(second).Prefix(other), StringComparison.Ordinal)
                && !new TicketView.OfRequester(first).Prefix(one).StartsWith(new TicketView.OfAssignee(second).Prefix(other), StringComparison.Ordinal),
            iter: 3_000);

    [Fact]
    public void Hold_nothing_that_a_key_may_not_hold() =>
        Gen.Select(Organisation, Number, PersonId, Instant).Sample(
            (organisation, number, person, at) =>
                KeysOf(organisation, number, 1, at)
                    .Append(new TicketView.OfAssignee(person).Prefix(organisation))
                    .All(key => key.Length <= 512 && !key.Any(c => char.IsControl(c) || c is '/' or '\\' or '#' or '?')),
            iter: 3_000);

    [Fact]
    public void Are_one_to_one_with_the_ids_in_them() =>
        Gen.Select(PersonId, PersonId).Where(ids => ids.Item1 != ids.Item2).Sample((one, other) => Keys.Part(one) != Keys.Part(other), iter: 10_000);

    [Fact]
    public void Of_time_sort_as_time_does() =>
        Gen.Select(Instant, Instant).Sample(
            (one, other) =>
                Math.Sign(string.CompareOrdinal(Keys.Ticks(one), Keys.Ticks(other))) == Math.Sign(one.CompareTo(other))
                && Math.Sign(string.CompareOrdinal(Keys.InvertedTicks(one), Keys.InvertedTicks(other))) == -Math.Sign(one.CompareTo(other))
                && string.CompareOrdinal(Keys.Hour(one), Keys.Hour(other)) * one.CompareTo(other) >= 0
                && Keys.FromTicks(Keys.Ticks(one)) == one,
            iter: 3_000);

    /// <summary>One organisation's name is the beginning of another's: nothing of one is ever found under the other.</summary>
    [Fact]
    public async Task Keep_organisations_apart_whose_names_begin_alike()
    {
        await using Desk desk = await Desk.OpenAsync();
        OrganisationId[] organisations = [.. new[] { "a", "a-b", "ab" }.Select(OrganisationId.Parse)];
        var people = new PersonStore(desk.Tables, desk.Time);
        foreach (OrganisationId organisation in organisations)
        {
            StoredTicket stored = await desk.OpenedAsync(Desk.Key("same"), organisation, Desk.Wanted(description: $"Of {organisation} alone."));
            stored = await desk.DoneAsync(stored, new TicketCommand.Assign("it-support", "agent-9"));
            await desk.Lists.MoveAsync(stored.Ticket, default);
            await people.MeetAsync(organisation, new("requester-1", $"Requester of {organisation}", null, null), default);
        }

        foreach (OrganisationId organisation in organisations)
        {
            CreationKey key = (await desk.Keys.FindAsync(organisation, Desk.Key("same"), default))!;
            Ticket ticket = (await desk.Tickets.FindAsync(organisation, key.Number, default))!.Ticket;
            Assert.Equal((organisation, $"Of {organisation} alone."), (ticket.Organisation, ticket.Description.Value));
            Assert.Equal(2, (await desk.Tickets.ReadEventsAsync(organisation, key.Number, int.MaxValue, default)).Count);
            Assert.Equal($"Requester of {organisation}", (await new PersonStore(desk.Tables, desk.Time).FindAsync(organisation, "requester-1", default))!.Name);
            foreach (TicketView view in (TicketView[])[new TicketView.OfTeam("it-support"), new TicketView.OfAssignee("agent-9"), new TicketView.OfRequester("requester-1"), new TicketView.UpdatedSince(Desk.Start)])
                Assert.Single((await desk.Lists.ReadAsync(organisation, view, new(null, null, null, null), null, 50, default)).Tickets);
            var scanned = new List<IReadOnlyList<TicketEvent>>();
            await foreach (IReadOnlyList<TicketEvent> events in new TicketScan(desk.Tables).ReadAsync(organisation, default))
                scanned.Add(events);
            Assert.All(Assert.Single(scanned), e => Assert.Equal(organisation, e.Dimensions.Organisation));
        }

        List<string> keys = [];
        foreach (TableClient table in desk.Tables.All)
            keys.AddRange((await desk.RowsAsync(table)).Select(row => $"{table.Name} {row.RowKey}"));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    private static bool IsOfAnEvent(string key) => key.Contains("event", StringComparison.Ordinal) || key.StartsWith(Keys.OutboxPrefix, StringComparison.Ordinal);

    private static IEnumerable<string> KeysOf(OrganisationId organisation, TicketNumber number, int version, DateTimeOffset at) =>
    [
        Keys.Ticket(organisation, number),
        Keys.Event(organisation, number, version),
        Keys.Outbox(at, organisation, number, version),
        Keys.Idempotency(organisation, Desk.Key(number.ToString()).Key),
    ];
}
