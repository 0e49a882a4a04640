using ItsmFunctions.Reporting.Columns;

namespace ItsmFunctions.Reporting.Measures;

/// <summary>How a dimension comes from a row.</summary>
public enum DimensionForm
{
    /// <summary>The text of a column.</summary>
    Text,

    /// <summary>The number of a column.</summary>
    Number,

    /// <summary>The stretch of local time in which the instant of the measure lies.</summary>
    Time,

    /// <summary>Monday to Sunday of that instant, or its hour.</summary>
    Clock,

    /// <summary>How long a ticket has been open at the instant that is asked for.</summary>
    Age,
}

/// <summary>Stretches of local time.</summary>
public enum Grain
{
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>What measures can be grouped and filtered by.</summary>
/// <param name="Column">Of the table; empty for what comes from the instant of the measure.</param>
/// <param name="Person">True where its values are people: not for those who see aggregates only.</param>
public sealed record Dimension(string Id, FactTable Table, DimensionForm Form, string Column, string English, string Danish, Grain? Grain = null, bool Person = false)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>Dimensions one inside the other, for drilling down.</summary>
public sealed record Hierarchy(string Id, string English, string Danish, params string[] Dimensions);

/// <summary>Every dimension, by the name that it has everywhere.</summary>
public static class Dimensions
{
    public static readonly IReadOnlyList<Dimension> All =
    [
        Time("year", Grain.Year, "Year", "År"),
        Time("quarter", Grain.Quarter, "Quarter", "Kvartal"),
        Time("month", Grain.Month, "Month", "Måned"),
        Time("week", Grain.Week, "Week", "Uge"),
        Time("day", Grain.Day, "Day", "Dag"),
        Time("hour", Grain.Hour, "Hour", "Time"),
        new("weekday", FactTables.Tickets, DimensionForm.Clock, "weekday", "Weekday", "Ugedag"),
        new("hourOfDay", FactTables.Tickets, DimensionForm.Clock, "hourOfDay", "Hour of day", "Time på dagen"),
        new("age", FactTables.Tickets, DimensionForm.Age, "openedAt", "Age", "Alder"),
        Text("kind", "Type", "Type"),
        new("priority", FactTables.Tickets, DimensionForm.Number, "priority", "Priority", "Prioritet"),
        Text("status", "Status", "Status"),
        Text("team", "Team", "Team"),
        Text("agent", "Agent", "Medarbejder", person: true),
        Text("area", "Area", "Område"),
        Text("service", "Service", "Service"),
        Text("category", "Category", "Kategori"),
        Text("subcategory", "Subcategory", "Underkategori"),
        Text("location", "Location", "Lokation"),
        Text("channel", "Channel", "Kanal"),
        Text("configurationItem", "Configuration item", "Konfigurationselement"),
        Text("type", "Request or change type", "Anmodnings- eller ændringstype"),
        Text("closureCode", "Closure code", "Lukkekode"),
        Text("outcome", "Outcome of change", "Ændringens udfald"),
        Text("resolutionSla", "Resolution SLA", "SLA for løsning"),
        Text("responseSla", "Response SLA", "SLA for svar"),
        new("waitReason", FactTables.Pauses, DimensionForm.Text, "reason", "Reason for waiting", "Ventegrund"),
        new("fromTeam", FactTables.Assignments, DimensionForm.Text, "from", "From team", "Fra team"),
        new("toTeam", FactTables.Assignments, DimensionForm.Text, "to", "To team", "Til team"),
        new("stage", FactTables.Reviews, DimensionForm.Text, "stage", "Review stage", "Godkendelsestrin"),
        new("changeStage", FactTables.Changes, DimensionForm.Text, "stage", "Stage of change", "Ændringstrin"),
        new("target", FactTables.Clocks, DimensionForm.Text, "target", "Promise", "Løfte"),
    ];

    public static readonly IReadOnlyList<Hierarchy> Hierarchies =
    [
        new("time", "Time", "Tid", "year", "quarter", "month", "day"),
        new("group", "Group", "Gruppe", "area", "team", "agent"),
        new("subject", "Subject", "Emne", "category", "subcategory"),
    ];

    public static Dimension? Find(string id) => All.FirstOrDefault(one => one.Id == id);

    private static Dimension Time(string id, Grain grain, string english, string danish) => new(id, FactTables.Tickets, DimensionForm.Time, "", english, danish, grain);

    private static Dimension Text(string column, string english, string danish, bool person = false) =>
        new(column, FactTables.Tickets, DimensionForm.Text, column, english, danish, Person: person);
}
