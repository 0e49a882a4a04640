using System.Text.RegularExpressions;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>begin-work for BeginWork: commands and codes as they stand in routes and replies.</summary>
internal static partial class CommandNames
{
    public static string Of(Act act) => act switch
    {
        Act.Flag or Act.Attention => "flags",
        Act.ReplyForAnother => "reply",
        Act.SubmitChange => "submit",
        Act.Vote => "votes",
        Act.DelegateVote => "delegations",
        Act.ScheduleChange => "schedule",
        Act.StartChange => "start",
        Act.ImplementChange => "implemented",
        Act.CloseChange => "close",
        Act.CancelChange => "cancel",
        Act.ResolveProblem => "resolve-now",
        Act.CancelProblem => "cancel",
        Act.RecordFindings => "findings",
        Act.DeclareMajor => "major",
        Act.PublishStatus => "status",
        Act.Classify => "ormis/classify",
        Act.SetScope => "ormis/scope",
        Act.RecordGuideline => "ormis/guidelines",
        Act.PlanAction => "ormis/actions",
        Act.ReportArea => "ormis/areas",
        Act.DecideCommunication => "ormis/evaluations",
        Act.RecordMeeting => "ormis/meetings",
        Act.NameStakeholder => "ormis/stakeholders",
        Act.TellFinalUpdate => "ormis/final-update",
        _ => Kebab(act.ToString()),
    };

    public static string Kebab(string name) => Boundary().Replace(name, "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Boundary();
}
