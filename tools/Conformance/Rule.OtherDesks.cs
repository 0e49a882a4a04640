namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // OM and IT: what OMFLOW and the ITIL desk add.
    private static IReadOnlyList<Rule> OtherDesks =>
    [
        new("OM-01", "Incident, problem and change: stages with their own actors and actions"),
        new("OM-02", "Every process opens an order first and closes it last"),
        new("OM-03", "An order is opened on an equipment anomaly or a maintenance emergency"),
        new("OM-04", "Open, Assign, Process, Close"),
        new("OM-05", "At the opening all groups and the assigned department are told"),
        new("OM-06", "Assign: reassign, resolve immediately or cancel"),
        new("OM-07", "Process: troubleshoot or return to assignment"),
        new("OM-08", "At the close the opener is told"),
        new("OM-09", "default_inc_group_id: the department of what is given none"),
        new("OM-10", "A problem is opened from incidents that came again"),
        new("OM-11", "Open, Assign, Investigate, Process, Close"),
        new("OM-12", "At the opening of a problem the assigned department is told"),
        new("OM-13", "Assign: assign investigators, resolve now or cancel"),
        new("OM-14", "Investigate: assign handlers"),
        new("OM-15", "Process: eliminate the root cause or clear the condition, with a code each"),
        new("OM-16", "default_pro_group_id: a parameter of the organisation"),
        new("OM-17", "The type of a change decides its stages"),
        new("OM-18", "Standard: New, Scheduled, Close; no review, from the catalogue alone"),
        new("OM-19", "General: three reviews"),
        new("OM-20", "Emergency: two reviews"),
        new("OM-21", "default_cha_group_id and default_cha_review_group_id: parameters of the organisation"),
        new("OM-22", "Nothing gets past a review that has not approved it"),
        new("IT-01", "Solved at first contact can be recorded"),
        new("IT-02", "Broken is an incident, not broken a request"),
        new("FV-14", "What a ticket was solved with becomes knowledge"),
        new("IT-03", "Self-help is offered, and what it saves is counted"),
        new("IT-04", "The caller stands on each record"),
        new("IT-05", "Logging categorises, prioritises and keeps the steps"),
        new("IT-06", "One category and at least one subcategory"),
        new("IT-13", "Specialist groups work on what they are given"),
        new("IT-14", "Each action names its lane"),
        new("IT-15", "Monitoring opens tickets, a supplier is waited for, a problem is opened before there is an incident"),
    ];
}
