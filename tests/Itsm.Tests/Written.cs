namespace ItsmFunctions.Itsm.Tests;

/// <summary>Logs written by hand, a row at a time.</summary>
internal static class Written
{
    public static readonly string Header = string.Join(',', Columns.Full);

    /// <summary>A row of INC0000001, with what it says otherwise than usual as "column=value".</summary>
    public static string Row(int update, string at, string state, params string[] otherwise) => Row("INC0000001", update, at, state, otherwise);

    public static string Row(string number, int update, string at, string state, params string[] otherwise)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = number,
            ["incident_state"] = state,
            ["active"] = state == "Closed" ? "FALSE" : "TRUE",
            ["reassignment_count"] = "0",
            ["reopen_count"] = "0",
            ["sys_mod_count"] = $"{update}",
            ["caller_id"] = "Caller 1",
            ["opened_by"] = "Opened by 1",
            ["opened_at"] = "29-02-2016 08:00",
            ["sys_updated_by"] = "Updated by 1",
            ["sys_updated_at"] = at,
            ["contact_type"] = "Phone",
            ["location"] = "Location 1",
            ["category"] = "Category 1",
            ["subcategory"] = "Subcategory 1",
            ["impact"] = "2 - Medium",
            ["urgency"] = "2 - Medium",
            ["priority"] = "3 - Moderate",
            ["assignment_group"] = "Group 1",
            ["closed_code"] = "code 6",
            ["resolved_by"] = "Resolved by 1",
        };
        foreach (string[] pair in otherwise.Select(text => text.Split('=')))
            values[pair[0]] = pair[1];
        return string.Join(',', Columns.Full.Select(column => values.GetValueOrDefault(column, "?")));
    }

    /// <summary>Opened, worked on, resolved on the 1st at noon, closed five days later: nothing odd about it.</summary>
    public static string[] Plain(string number = "INC0000001") =>
    [
        Row(number, 0, "29-02-2016 08:10", "New", Times),
        Row(number, 1, "29-02-2016 09:00", "Active", Times),
        Row(number, 2, "01-03-2016 12:00", "Resolved", Times),
        Row(number, 3, "06-03-2016 13:00", "Closed", Times),
    ];

    public static string[] Times => ["resolved_at=01-03-2016 12:00", "closed_at=06-03-2016 13:00"];

    public static string[] Log(params IEnumerable<string> rows) => [Header, .. rows];
}
