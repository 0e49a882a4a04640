namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <summary>The columns that are read. A log may have more, in any order.</summary>
internal enum Column
{
    Number,
    State,
    ReassignmentCount,
    ReopenCount,
    ModCount,
    Caller,
    OpenedBy,
    OpenedAt,
    UpdatedBy,
    UpdatedAt,
    ContactType,
    Location,
    Category,
    Subcategory,
    Symptom,
    ConfigurationItem,
    Impact,
    Urgency,
    Priority,
    Group,
    Assignee,
    Problem,
    Change,
    CausedBy,
    ClosedCode,
    ResolvedBy,
    ResolvedAt,
    ClosedAt,
}

internal static class Columns
{
    /// <summary>The header of each <see cref="Column"/>, in its order.</summary>
    public static readonly string[] Headers =
    [
        "number", "incident_state", "reassignment_count", "reopen_count", "sys_mod_count", "caller_id", "opened_by", "opened_at",
        "sys_updated_by", "sys_updated_at", "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact",
        "urgency", "priority", "assignment_group", "assigned_to", "problem_id", "rfc", "caused_by", "closed_code", "resolved_by",
        "resolved_at", "closed_at",
    ];

    /// <summary>The header of the public data set, in its order: what a generated log has too.</summary>
    public static readonly string[] Full =
    [
        "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla", "caller_id", "opened_by",
        "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at", "contact_type", "location", "category",
        "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to", "knowledge",
        "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by", "closed_code", "resolved_by", "resolved_at",
        "closed_at",
    ];

    /// <summary>
    /// What belongs to an update itself. The others hold the incident's final value in every row, so they change when a log
    /// grows: they must not tell a row from itself.
    /// </summary>
    public static readonly Column[] OfUpdate =
    [
        Column.State, Column.ReassignmentCount, Column.ReopenCount, Column.ModCount, Column.UpdatedBy, Column.UpdatedAt, Column.Location,
        Column.Category, Column.Subcategory, Column.Impact, Column.Urgency, Column.Priority, Column.Group, Column.Assignee,
    ];
}
