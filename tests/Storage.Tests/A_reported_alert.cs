using System.Collections.Immutable;
using ItsmFunctions.Domain.Alerts;
using ItsmFunctions.Storage.Alerts;

namespace ItsmFunctions.Storage.Tests;

/// <summary>What is known of an alert, beside its incident: both are written, or neither.</summary>
public sealed class A_reported_alert
{
    private static readonly Alert Fires = new("alertmanager", "1a30/ba?71#", Firing: true, Desk.Start, null, "A disk is full", "/srv has 4 % left.", "critical", null, new Dictionary<string, string>());

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Is_known_as_it_was_written()
    {
        await using Desk desk = await Desk.OpenAsync();
        AlertStore alerts = Alerts(desk);
        AlertRecord record = Known(null) with { DoubtedAt = Desk.Start.AddHours(1), SaidAt = Desk.Start.AddTicks(7) };

        Assert.True(await alerts.KeepAsync(Desk.Au, Fires, null, record, default));

        Assert.Equal(record, (await alerts.FindAsync(Desk.Au, Fires, default))!.Record);
        Assert.Null(await alerts.FindAsync(OrganisationId.Parse("elsewhere"), Fires, default));
        Assert.Null(await alerts.FindAsync(Desk.Au, Fires with { Source = "cloudevents" }, default));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Opens_one_incident_on_however_many_instances_it_arrives_at_once()
    {
        await using Desk desk = await Desk.OpenAsync();
        AlertStore[] instances = [.. Enumerable.Range(0, 6).Select(_ => Alerts(desk.Another()))];

        Creation.Created?[] created = await Task.WhenAll(instances.Select(alerts => OpenAsync(alerts, before: null)));

        Ticket ticket = Assert.Single(created.OfType<Creation.Created>()).Ticket;
        Assert.Equal(ticket.Number, (await Alerts(desk).FindAsync(Desk.Au, Fires, default))!.Record.Number);
        Assert.Single(await desk.RowsAsync(desk.Tables.Desk), row => row.RowKey.EndsWith("|ticket", StringComparison.Ordinal));
        Assert.Single(await desk.RowsAsync(desk.Tables.Desk), row => row.RowKey.StartsWith("!outbox|", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Changes_its_incident_once_however_many_instances_it_arrives_at()
    {
        await using Desk desk = await Desk.OpenAsync();
        Ticket ticket = (await OpenAsync(Alerts(desk), before: null))!.Ticket;
        StoredAlert before = (await Alerts(desk).FindAsync(Desk.Au, Fires, default))!;
        StoredTicket stored = await desk.FindAsync(ticket);

        bool[] written = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => NoteAsync(Alerts(desk.Another()), before, stored)));

        Assert.Single(written, won => won);
        Assert.Equal(2, (await desk.FindAsync(ticket)).Ticket.Version);
        Assert.Equal(2, (await Alerts(desk).FindAsync(Desk.Au, Fires, default))!.Record.Occurrences);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Leaves_its_incident_alone_where_more_was_learnt_of_it_meanwhile()
    {
        await using Desk desk = await Desk.OpenAsync();
        AlertStore alerts = Alerts(desk);
        Ticket ticket = (await OpenAsync(alerts, before: null))!.Ticket;
        StoredAlert before = (await alerts.FindAsync(Desk.Au, Fires, default))!;
        StoredTicket stored = await desk.FindAsync(ticket);
        Assert.True(await alerts.KeepAsync(Desk.Au, Fires, before, before.Record with { SaidAt = Desk.Start.AddMinutes(1) }, default));

        Assert.False(await NoteAsync(alerts, before, stored));
        Assert.False(await alerts.KeepAsync(Desk.Au, Fires, before, before.Record, default));
        Assert.Equal(1, (await desk.FindAsync(ticket)).Ticket.Version);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Is_not_kept_where_its_incident_was_changed_meanwhile()
    {
        await using Desk desk = await Desk.OpenAsync();
        AlertStore alerts = Alerts(desk);
        Ticket ticket = (await OpenAsync(alerts, before: null))!.Ticket;
        StoredAlert before = (await alerts.FindAsync(Desk.Au, Fires, default))!;
        StoredTicket stored = await desk.FindAsync(ticket);
        await desk.DoneAsync(stored, new TicketCommand.BeginWork());

        Assert.False(await NoteAsync(alerts, before, stored));
        Assert.Equal(before.Record, (await alerts.FindAsync(Desk.Au, Fires, default))!.Record);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Has_an_incident_of_its_own_shard_whatever_its_fingerprint()
    {
        await using Desk desk = await Desk.OpenAsync();
        AlertStore alerts = Alerts(desk);
        foreach (int i in Enumerable.Range(0, 20))
        {
            Alert alert = Fires with { Fingerprint = $"{i}\n/#?|'{new string('x', 2_000)}" };

            TicketNumber number = await alerts.TakeNumberAsync(Desk.Au, alert, default);
            Assert.True(await alerts.KeepAsync(Desk.Au, alert, null, Known(number), default));

            TableEntity row = Assert.Single(await desk.RowsAsync(desk.Tables.Desk), row => row.GetString("number") == number.ToString());
            Assert.Equal(Keys.Shard(number), row.PartitionKey);
        }
    }

    private static AlertStore Alerts(Desk desk) => new(desk.Tables, desk.Tickets, desk.Numbers);

    private static AlertRecord Known(TicketNumber? number) => new(number, true, Desk.Start, Desk.Start, Desk.Start, 1, Fires.Digest, "critical", 1, null);

    private static async Task<Creation.Created?> OpenAsync(AlertStore alerts, StoredAlert? before)
    {
        TicketNumber number = await alerts.TakeNumberAsync(Desk.Au, Fires, default);
        ImmutableArray<Happening> opened = ((Decision.Accepted)TicketIntake.Decide(AlertDesk.Open(Fires, null, "prometheus", Desk.Start, Aarhus.Profile), Aarhus.Profile)).Happenings;
        (Ticket ticket, ImmutableArray<TicketEvent> events) = History.Open(Desk.Au, number, opened, "prometheus", "Monitoring", Desk.Start, Aarhus.Profile);
        return await alerts.CreateAsync(Fires, before, Known(number), ticket, events, Desk.Start, default);
    }

    private static async Task<bool> NoteAsync(AlertStore alerts, StoredAlert before, StoredTicket stored)
    {
        (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
            stored.Ticket, [new Happening.NoteWritten(new("It fires again.", "prometheus"))], "prometheus", "Monitoring", Desk.Start, Desk.Start, Aarhus.Profile);
        return await alerts.CommitAsync(Fires, before, before.Record with { Occurrences = 2 }, stored, after, events, Desk.Start, default) is not null;
    }
}
