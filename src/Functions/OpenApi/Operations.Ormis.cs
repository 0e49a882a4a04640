using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>How an incident is coordinated.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfOrmis =>
    [
        new("ReadOrmis", "Coordination", "How an incident is coordinated")
        {
            Description = "Class, scope with its history, incident manager, how it was found and how long it took until it was logged, guidelines, action plan, areas, evaluation points, meetings, stakeholders, and what stands in the way of closing still. For the desk.",
            Takes = ["Accept-Language"],
            Answers = [new(200, "All that is recorded.", typeof(OrmisReply))],
            Refuses = [NotFound, .. Always],
        },
        Ormis(Change("Classify", "Say whether it is an incident or a disturbance", typeof(ClassifyBody), new ClassifyBody(OrmisClass.Incident, OrmisScope.Global, "monitoring", Examples.At("2026-11-22T07:58:00Z"), null, null), "The first time with how and when it was found. An incident is local or global, which names its incident manager; what is global has the impact company. A disturbance stays with its team, is escalated on a path of its own, and becomes an incident under its number as soon as it reaches a department or is of rank 1.", NotCoordinated)),
        Ormis(Change("SetScope", "Change the scope of an incident", typeof(ScopeBody), new ScopeBody(OrmisScope.Local, "It is this building alone."), "Another scope, another incident manager: the first of those whom the parameter `ormis` names who is not away, else the leader of its team. Every scope is kept.", NotCoordinated)),
        Ormis(Append("RecordGuideline", "Record a guideline", typeof(GuidelineBody), new GuidelineBody("other-sites-asked", false, "There is no other site."), "Of a local incident: followed, or deviated from with a reason.", NotCoordinated)),
        Ormis(Append("PlanAction", "Plan an action", typeof(ActionBody), new ActionBody(null, "Exchange the core switch", "bo", Examples.At("2035-01-08T12:00:00Z"), null, null, null), "An item of the action plan; with `item` what one says from now on.", NotCoordinated)),
        Ormis(Append("ReportArea", "Record what an affected area knows", typeof(AreaBody), new AreaBody("Building 5341", AreaState.Informed, "phone"), "Each area once: said again, it is what it knows now.", NotCoordinated)),
        Ormis(Append("DecideCommunication", "Decide whether clients are informed", typeof(EvaluationBody), new EvaluationBody(true, "mail", null, "The network is down; we work on it.", "Everybody notices."), "An evaluation point: whether, when and how. The decision is recorded; nothing is sent by it.", NotCoordinated)),
        Ormis(Append("RecordMeeting", "Record a resolution meeting", typeof(MeetingBody), new MeetingBody(null, ["bo", "inge"], "The switch is exchanged tonight."), "Who met when, and what was decided.", NotCoordinated)),
        Ormis(Append("NameStakeholder", "Name a stakeholder, or say whether one is satisfied", typeof(StakeholderBody), new StakeholderBody(new("lea", null, null, null), true, "It works again."), "Nothing closes before every stakeholder is satisfied.", NotCoordinated)),
        Ormis(Change("TellFinalUpdate", "Tell the stakeholders the last word", typeof(FinalUpdateBody), new FinalUpdateBody("The switch was exchanged, and the network has been stable since.", true, "The spare is kept in the building."), "Of a resolved incident, once: each stakeholder gets it by mail. It says that the solution works.", NotCoordinated)),
    ];

    private static Operation Ormis(Operation operation) => operation with
    {
        Tag = "Coordination", Answers = [Done, DoneBefore], Refuses = [.. operation.Refuses.Contains(TransitionNotAllowed) ? [] : new[] { TransitionNotAllowed }, .. operation.Refuses],
    };
}
