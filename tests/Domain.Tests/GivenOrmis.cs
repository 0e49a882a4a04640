using ItsmFunctions.Domain.Coordination;

namespace ItsmFunctions.Domain.Tests;

/// <summary>An organisation that coordinates its incidents, and one incident of it.</summary>
internal static class GivenOrmis
{
    public static readonly Actor Technical = new("tm-1", Roles.TeamLeader);
    public static readonly Actor Customer = new("csm-1", Roles.TeamLeader);
    public static readonly Actor Agent = Somebody.FirstLine;

    public static readonly Profile Profile = new ProfileChanges(Base: "ormis", Ormis: new(TechnicalManagers: ["tm-1"], CustomerServiceManagers: ["csm-1"])).On(Aarhus.Profile);

    public static readonly OrmisCommand.Classify Detected = new(OrmisClass.Incident, null, "monitoring", Case.Start.AddMinutes(-10), null, null);
    public static readonly OrmisCommand.Classify Global = Detected with { Scope = OrmisScope.Global };
    public static readonly OrmisCommand.Classify Disturbance = Detected with { Class = OrmisClass.Disturbance };

    public static readonly OrmisCommand.PlanAction Exchange = new(null, "Exchange the switch.", "tm-1", null, null, null, null);

    /// <summary>Begun, and classified.</summary>
    public static Case Begun(OrmisCommand.Classify? classify = null, Profile? profile = null) =>
        Case.Incident(profile ?? Profile).Do(new TicketCommand.BeginWork(), Agent).Do(classify ?? Detected, Agent);

    /// <summary>Resolved, with everything said that a close needs, but for the three checks.</summary>
    public static Case Complete(OrmisCommand.Classify? classify = null, Profile? profile = null)
    {
        Case given = Begun(classify, profile);
        foreach (Guideline guideline in given.Ticket.Markers.Scope == "local" ? given.Profile.OrmisRules.Completed().Guidelines! : [])
            given.Do(new OrmisCommand.RecordGuideline(guideline.Id, Followed: true, null), Agent);
        if (given.Ticket.Markers.Scope == "global")
            given.Do(Exchange, Agent).Do(Ended(1), Agent);
        given.Do(new TicketCommand.Resolve("Exchanged.", null), Agent);
        return given.Ticket.Ormis!.Class == OrmisClass.Incident ? given.Do(Last, Agent) : given;
    }

    public static readonly OrmisCommand.TellFinalUpdate Last = new("It is stable.", Effective: true, "A spare is kept.");

    public static OrmisCommand.PlanAction Ended(int item, ActionState state = ActionState.Done) => new(item, null, null, null, null, state, "It is done.");

    public static OrmisCommand.NameStakeholder Stakeholder(string person, bool? satisfied = null, string? comment = null) => new(new(person, null, null, null), satisfied, comment);

    public static TicketCommand.CheckClosure Check(string check, bool applies = true) => new(check, applies, "Looked at.");

    public static Case Checked(this Case given, params string[] checks)
    {
        foreach (string check in checks.Length == 0 ? [OrmisRules.Documentation, OrmisRules.Stakeholders, OrmisRules.Prevention] : checks)
            given.Do(Check(check), Agent);
        return given;
    }
}
