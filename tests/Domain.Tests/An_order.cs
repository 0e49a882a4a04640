namespace ItsmFunctions.Domain.Tests;

/// <summary>What OMFLOW opens an incident order on.</summary>
public sealed class An_order
{
    /// <summary>A monitoring system reports the device; somebody who maintains it picks up the telephone.</summary>
    [Theory]
    [InlineData("monitoring", "switch-5341-2", Impact.Department, Urgency.Medium)]
    [InlineData("phone", "cooling of the server room", Impact.Company, Urgency.High)]
    [Trait("Rule", "OM-03")]
    public void Is_opened_on_an_anomaly_of_a_piece_of_equipment_and_on_an_emergency_of_maintenance(string channel, string equipment, Impact impact, Urgency urgency)
    {
        Classification classification = new(new Assessment.OfIncident(impact, urgency), "hardware", "computer", null, "5341-001", equipment);

        Case given = Case.Opened(Case.Wanted() with { Channel = channel, Classification = classification }, Omflow.Profile);

        Assert.Equal((TicketKind.Incident, channel, equipment), (given.Ticket.Number.Kind, given.Ticket.Channel, given.Ticket.Classification.ConfigurationItem));
        Assert.Equal("assign", Omflow.Profile.CheckpointOf(given.Ticket.Status)!.Id);
    }
}
