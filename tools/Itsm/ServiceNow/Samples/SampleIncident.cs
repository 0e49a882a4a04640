using System.Globalization;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Samples;

/// <summary>One row of a sample log, with the local time that orders it.</summary>
internal sealed record SampleRow(DateTime At, string[] Fields)
{
    public string this[string header]
    {
        get => Fields[Array.IndexOf(Columns.Full, header)];
        set => Fields[Array.IndexOf(Columns.Full, header)] = value;
    }
}

/// <summary>An invented incident of the same form, and with the same flaws in the same shares, as the public log.</summary>
internal sealed class SampleIncident
{
    private const string Unknown = "?";
    private static readonly string[] Waits = ["Awaiting User Info", "Awaiting User Info", "Awaiting User Info", "Awaiting Problem", "Awaiting Vendor", "Awaiting Evidence"];

    private readonly List<SampleRow> _rows = [];
    private readonly Dictionary<string, string> _now = [];
    private readonly Random _chance;
    private DateTime _at;
    private int _group, _reassigned, _reopened, _updates;

    private SampleIncident(int number, DateTime openedAt, Random chance)
    {
        (_chance, _at) = (chance, openedAt);
        foreach (string header in Columns.Full)
            _now[header] = Unknown;
        int category = 1 + chance.Next(60);
        Set(("number", string.Create(CultureInfo.InvariantCulture, $"INC{number:D7}")), ("active", "TRUE"), ("made_sla", Happens(0.93) ? "TRUE" : "FALSE"));
        Set(("caller_id", $"Caller {chance.Next(3000)}"), ("opened_by", Happens(0.11) ? Unknown : $"Opened by  {chance.Next(200)}"), ("opened_at", Local(openedAt)));
        Set(("sys_created_by", $"Created by {chance.Next(90)}"), ("sys_created_at", Local(openedAt)), ("contact_type", Happens(0.97) ? "Phone" : "Email"));
        Set(("location", $"Location {chance.Next(220)}"), ("category", $"Category {category}"), ("subcategory", $"Subcategory {category * 3 + chance.Next(3)}"));
        Set(("u_symptom", Happens(0.3) ? Unknown : $"Symptom {chance.Next(500)}"), ("knowledge", "TRUE"), ("u_priority_confirmation", "FALSE"), ("notify", "Do Not Notify"));
        Assess();
        _group = Happens(0.25) ? 70 : chance.Next(75);
        _now["assigned_to"] = Happens(0.3) ? Unknown : $"Resolver {chance.Next(200)}";
        _now["closed_code"] = $"code {1 + chance.Next(11)}";
        _now["resolved_by"] = $"Resolved by {chance.Next(200)}";
    }

    public static IReadOnlyList<SampleRow> Make(int number, DateTime openedAt, Random chance)
    {
        var incident = new SampleIncident(number, openedAt, chance);
        incident.Run();
        return incident._rows;
    }

    private bool Happens(double probability) => _chance.NextDouble() < probability;

    private void Run()
    {
        bool atOnce = Happens(0.03);
        if (!atOnce)
            Row(Happens(0.72) ? "New" : "Active", Happens(0.3) ? 0 : 12);
        for (int steps = atOnce ? 0 : _chance.Next(5); steps > 0; steps--)
            Step();
        Row("Resolved", atOnce ? 0 : 1500);
        bool unknown = atOnce;
        if (Happens(0.013))
        {
            _reopened++;
            Row("Active", 3000);
            Row("Resolved", 600);
        }

        if (Happens(0.02))
            Row("Resolved", 120);
        DateTime resolved = _at;
        DateTime close = resolved.Date.AddDays(5).AddHours(resolved.Hour + 1);
        _at = close;
        _now["active"] = "FALSE";
        Row("Closed", 0);
        if (Happens(0.008))
            Row("Closed", 300);
        foreach (SampleRow row in _rows)
        {
            row["resolved_at"] = unknown ? Unknown : Local(resolved);
            row["closed_at"] = Local(close);
        }
    }

    private void Step()
    {
        string state = _rows[^1]["incident_state"];
        bool leapt = Happens(0.12);
        if (leapt)
            _updates++;
        if (Happens(0.3))
        {
            _group = (_group + 1 + _chance.Next(74)) % 75;
            _reassigned++;
        }
        else if (Happens(0.05))
        {
            Assess();
        }

        Row(_chance.NextDouble() switch
        {
            < 0.45 => state,
            < 0.75 => "Active",
            _ => Waits[_chance.Next(Waits.Length)],
        }, 700);
    }

    private void Row(string state, double minutes)
    {
        _at = _at.AddMinutes(Math.Round(minutes * -Math.Log(1 - _chance.NextDouble())));
        _now["incident_state"] = state;
        _now["assignment_group"] = state is not ("Resolved" or "Closed") && _rows.Count > 0 && Happens(0.02) ? Unknown : $"Group {_group}";
        Set(("sys_updated_by", $"Updated by {_chance.Next(900)}"), ("sys_updated_at", Local(_at)));
        Set(("sys_mod_count", Number(_updates++)), ("reassignment_count", Number(_reassigned)), ("reopen_count", Number(_reopened)));
        _rows.Add(new(_at, [.. Columns.Full.Select(header => _now[header])]));
    }

    private void Assess()
    {
        int impact = Happens(0.87) ? 2 : Happens(0.6) ? 3 : 1, urgency = Happens(0.8) ? impact : 1 + _chance.Next(3);
        string[] words = ["", "High", "Medium", "Low"], priorities = ["", "1 - Critical", "2 - High", "3 - Moderate", "4 - Low"];
        Set(("impact", $"{impact} - {words[impact]}"), ("urgency", $"{urgency} - {words[urgency]}"), ("priority", priorities[Math.Min(impact + urgency - 1, 4)]));
    }

    private void Set(params ReadOnlySpan<(string Header, string Value)> values)
    {
        foreach ((string header, string value) in values)
            _now[header] = value;
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Local(DateTime at) => at.ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
}
