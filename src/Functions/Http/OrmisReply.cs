using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>How an incident is coordinated, for the desk.</summary>
/// <param name="Class">Missing until somebody classified it.</param>
/// <param name="Disturbance">What the organisation calls a disturbance.</param>
/// <param name="Manager">Person id of the incident manager; missing of a disturbance, which its team has.</param>
/// <param name="Scopes">Every scope that it had, in order.</param>
/// <param name="Guidelines">What whoever has a local incident goes by, and what was recorded of it.</param>
/// <param name="Missing">What stands in the way of closing still.</param>
public sealed record OrmisReply(
    string Number, OrmisClass? Class, string Disturbance, OrmisScope? Scope, string? Manager, DetectionReply? Detection, IReadOnlyList<ScopeTurnReply> Scopes, IReadOnlyList<GuidelineReply>? Guidelines,
    IReadOnlyList<ActionReply> Actions, IReadOnlyList<AreaReply> Areas, IReadOnlyList<EvaluationReply> Evaluations, IReadOnlyList<MeetingReply> Meetings, IReadOnlyList<StakeholderReply> Stakeholders,
    FinalUpdateReply? FinalUpdate, IReadOnlyList<UnmetReply> Missing)
{
    public static OrmisReply Of(Ticket ticket, Profile profile, string language)
    {
        OrmisState? state = ticket.Ormis;
        OrmisRules rules = profile.OrmisRules.Completed();
        OrmisScope? scope = state is null || state.Turns.IsEmpty || state.Class == OrmisClass.Disturbance ? null : state.Turns[^1].Scope;
        return new(
            ticket.Number.ToString(), state?.Class, (language == "da" ? rules.DisturbanceDanish : rules.DisturbanceEnglish)!, scope, state?.Manager,
            state is null ? null : new(state.Detection.Source, state.Detection.DetectedAt, state.Detection.ReportedAt, ticket.OpenedAt, (long)(ticket.OpenedAt - state.Detection.DetectedAt).TotalSeconds),
            [.. (state?.Turns ?? []).Select(turn => new ScopeTurnReply(turn.Scope, turn.Manager, turn.At, turn.By, turn.Reason?.Value))],
            scope != OrmisScope.Local ? null : [.. rules.Guidelines!.Select(guideline => GuidelineReply.Of(guideline, state!.Guidelines.FirstOrDefault(record => record.Guideline == guideline.Id), language))],
            [.. (state?.Items ?? []).Select(item => new ActionReply(item.Id, item.Text.Value, item.Owner, item.DueAt, item.Prevention, item.State, item.Note?.Value, item.EndedAt, item.EndedBy))],
            [.. (state?.Areas ?? []).Select(area => new AreaReply(area.Name, area.State, area.At, area.By, area.How))],
            [.. (state?.Evaluations ?? []).Select(point => new EvaluationReply(point.At, point.By, point.Communicate, point.Channel, point.TellAt, point.Text?.Value, point.Reason.Value))],
            [.. (state?.Meetings ?? []).Select(meeting => new MeetingReply(meeting.HeldAt, [.. meeting.Attendees.Ids], meeting.Decisions.Value, meeting.RecordedAt, meeting.By))],
            [.. (state?.Stakeholders ?? []).Select(each => new StakeholderReply(each.Person, each.Satisfied, each.Comment?.Value, each.At, each.By))],
            state?.FinalUpdate is { } told ? new(told.Text.Value, told.Improvements?.Value, told.At, told.By) : null,
            [.. profile.ClosureChecks.SelectMany(check => UnmetReply.Of(ticket, check, profile, language))]);
    }
}

/// <param name="SecondsToLog">From detection to the opening of the ticket.</param>
public sealed record DetectionReply(string Source, DateTimeOffset DetectedAt, DateTimeOffset ReportedAt, DateTimeOffset LoggedAt, long SecondsToLog);

/// <param name="Manager">Person id of who became incident manager.</param>
public sealed record ScopeTurnReply(OrmisScope Scope, string? Manager, DateTimeOffset At, string By, string? Reason);

/// <param name="Followed">Missing until somebody said so; false for a deviation.</param>
public sealed record GuidelineReply(string Id, string Label, bool? Followed, string? Reason, DateTimeOffset? At, string? By)
{
    public static GuidelineReply Of(Guideline guideline, GuidelineRecord? record, string language) =>
        new(guideline.Id, guideline.Label(language), record?.Followed, record?.Reason?.Value, record?.At, record?.By);
}

/// <param name="Prevention">It is to prevent the same in future.</param>
public sealed record ActionReply(int Item, string Text, string? Owner, DateTimeOffset? DueAt, bool Prevention, ActionState State, string? Note, DateTimeOffset? EndedAt, string? EndedBy);

public sealed record AreaReply(string Area, AreaState State, DateTimeOffset At, string By, string? How);

public sealed record EvaluationReply(DateTimeOffset At, string By, bool Communicate, string? Channel, DateTimeOffset? TellAt, string? Text, string Reason);

/// <param name="Attendees">Person ids.</param>
public sealed record MeetingReply(DateTimeOffset HeldAt, IReadOnlyList<string> Attendees, string Decisions, DateTimeOffset RecordedAt, string By);

/// <param name="Satisfied">Missing until somebody asked.</param>
public sealed record StakeholderReply(string Person, bool? Satisfied, string? Comment, DateTimeOffset? At, string? By);

public sealed record FinalUpdateReply(string Text, string? Improvements, DateTimeOffset At, string By);

/// <param name="Check">Id of the check before closing.</param>
/// <param name="Detail">What it lacks; missing where nothing but somebody to record it.</param>
public sealed record UnmetReply(string Check, string? Detail)
{
    public static IEnumerable<UnmetReply> Of(Ticket ticket, ClosureCheck check, Profile profile, string language)
    {
        Sentence[] missing = [.. OrmisGuard.Missing(ticket, check.Id, profile)];
        return missing.Length > 0 ? missing.Select(sentence => new UnmetReply(check.Id, sentence.In(language))) : ticket.ClosureChecks.ContainsKey(check.Id) ? [] : [new(check.Id, null)];
    }
}
