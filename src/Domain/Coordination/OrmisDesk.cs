using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>
/// Decides how an incident is coordinated (OR-01 to OR-12, A6). Who asks may, and the status allows it: <see cref="TicketDesk"/> has looked.
/// </summary>
public static class OrmisDesk
{
    /// <summary>Items of one plan, and likewise areas, evaluation points, meetings and stakeholders: its row in storage has room for them.</summary>
    public const int MostEntries = 100;
    public const int MostAttendees = 50;

    private static readonly Act[] Acts = [.. Lifecycle.OfOrmis.Select(row => row.Act)];

    internal static Decision Decide(Ticket ticket, OrmisCommand command, DateTimeOffset at, Profile profile) => command switch
    {
        OrmisCommand.Classify classify => Classify(ticket, classify, at, profile),
        OrmisCommand.SetScope scope => SetScope(ticket, scope, at, profile),
        OrmisCommand.RecordGuideline guideline => Record(ticket, guideline, profile),
        OrmisCommand.PlanAction plan => Plan(ticket, plan, at, profile),
        OrmisCommand.ReportArea area => Report(ticket, area),
        OrmisCommand.DecideCommunication decide => Evaluate(ticket, decide, at),
        OrmisCommand.RecordMeeting meeting => Meet(ticket, meeting, at, profile),
        OrmisCommand.NameStakeholder stakeholder => Name(ticket, stakeholder),
        OrmisCommand.TellFinalUpdate update => TellLast(ticket, update),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    /// <summary>What these commands need beside a status and a role; null if it is there.</summary>
    internal static Rejected? Unready(Ticket ticket, Act act)
    {
        if (!Acts.Contains(act))
            return null;
        if (ticket.Number.Kind != TicketKind.Incident)
            return Reject(RefusalCode.NotCoordinated, new($"{ticket.Number} is no incident: only incidents are coordinated.", $"{ticket.Number} er ikke en hændelse: kun hændelser koordineres."));
        return (act, ticket.Ormis) switch
        {
            (Act.Classify, _) => null,
            (_, null) => Reject(RefusalCode.NotCoordinated, new(
                $"{ticket.Number} is not classified yet: say first whether it is an incident or a disturbance.", $"{ticket.Number} er ikke klassificeret endnu: angiv først, om den er en hændelse eller en forstyrrelse.")),
            (Act.SetScope or Act.RecordGuideline, { Class: OrmisClass.Disturbance }) => Reject(RefusalCode.NotCoordinated, new(
                $"{ticket.Number} is a disturbance, which its team has: only an incident has a scope and guidelines.", $"{ticket.Number} er en forstyrrelse, som dens team har: kun en hændelse har et omfang og retningslinjer.")),
            (Act.TellFinalUpdate, { FinalUpdate: not null }) => Reject(RefusalCode.TransitionNotAllowed, new(
                $"The final update of {ticket.Number} was told already; only a reopening makes room for another.", $"Den afsluttende orientering om {ticket.Number} er allerede givet; kun en genåbning giver plads til en ny.")),
            _ => null,
        };
    }

    /// <summary>High impact or critical, in the words of the flowchart: then it is no disturbance (A6).</summary>
    internal static bool IsGrave(Ticket ticket) =>
        ticket.Classification.Assessment is Assessment.OfIncident { Impact: Impact.Company or Impact.Department } || ticket.HandlingRank == Priority.HighestRank;

    /// <summary>What follows for the coordination from whatever else was decided: a disturbance that turns out grave is an incident (A6), under its number.</summary>
    internal static Decision WithConversion(Decision decision, Ticket ticket, Actor by, DateTimeOffset at, Profile profile)
    {
        if (decision is not Accepted { Happenings: { IsEmpty: false } happenings } || ticket.Ormis is not { Class: OrmisClass.Disturbance })
            return decision;
        Ticket after = History.Append(ticket, happenings, by.Id, RoleNames.Of(by.Roles), at, at, profile).Ticket;
        if (after.Ormis is not { Class: OrmisClass.Disturbance } || !IsGrave(after) || after.Status.IsOver())
            return decision;
        var why = new PersonalText(profile.Language == "da" ? "Stor virkning eller kritisk: en hændelse." : "High impact or critical: an incident.", ticket.Requester);
        return new Accepted([.. happenings, new Happening.OrmisClassified(OrmisClass.Incident, null, why), .. Scope(after, OrmisScope.Local, why, at, profile)]);
    }

    /// <summary>While it is global it reaches the whole company: whoever assesses it otherwise changes its scope first (requirements, section 6).</summary>
    internal static Rejected? Objects(Ticket ticket, TicketCommand.Reclassify change) =>
        ticket is { Ormis: { Class: OrmisClass.Incident }, Markers.Scope: "global" } && change.Impact is { } impact && impact != Impact.Company
            ? Reject([new("/impact", new("What is global reaches the whole company: change its scope to local first.", "Det, der er globalt, berører hele organisationen: ændr først omfanget til lokalt."))])
            : null;

    private static Decision Classify(Ticket ticket, OrmisCommand.Classify classify, DateTimeOffset at, Profile profile)
    {
        OrmisState? was = ticket.Ormis;
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        bool first = was is null;
        if ((first || classify.Source is not null) && Texts.Complain("/source", classify.Source, Texts.LongestName, required: true, singleLine: true) is { } source)
            complaints.Add(source);
        if (first && classify.DetectedAt is null)
            complaints.Add(new("/detectedAt", Texts.Required));
        DateTimeOffset detected = classify.DetectedAt ?? was?.Detection.DetectedAt ?? at, reported = classify.ReportedAt ?? was?.Detection.ReportedAt ?? (detected > ticket.OpenedAt ? detected : ticket.OpenedAt);
        if (reported > at)
            complaints.Add(new(classify.ReportedAt is null ? "/detectedAt" : "/reportedAt", NotInFuture));
        else if (detected > reported)
            complaints.Add(new("/detectedAt", new("Nothing is reported before it is detected.", "Intet meldes, før det er opdaget.")));
        bool turns = was is not null && was.Class != classify.Class;
        if (Texts.Complain("/reason", classify.Reason, Texts.LongestReason, required: turns) is { } reason)
            complaints.Add(reason);
        if (classify is { Class: OrmisClass.Disturbance, Scope: not null })
            complaints.Add(new("/scope", new("Only an incident has a scope.", "Kun en hændelse har et omfang.")));
        if (classify.Class == OrmisClass.Disturbance && IsGrave(ticket))
            complaints.Add(new("/class", new("What reaches a department or more, or is of rank 1, is an incident.", "Det, der berører en afdeling eller flere eller har prioritet 1, er en hændelse.")));
        if (complaints.Count > 0)
            return Reject(complaints.ToImmutable());

        var detection = new Detection(classify.Source is null ? was!.Detection.Source : Texts.Normalized(classify.Source)!, detected, reported);
        PersonalText? why = classify.Reason is null ? null : Text(ticket, classify.Reason);
        bool changed = first || turns || detection != was!.Detection;
        Happening[] said = changed ? [new Happening.OrmisClassified(classify.Class, detection == was?.Detection ? null : detection, why)] : [];
        if (classify.Class == OrmisClass.Disturbance)
            return Accept([.. said, .. changed && profile.OrmisRules.SupportTeam is { } team && team != ticket.Team && profile.FindTeam(team) is not null ? [new Happening.Assigned(team, null)] : Array.Empty<Happening>()]);
        OrmisScope scope = classify.Scope ?? ScopeOf(ticket) ?? OrmisScope.Local;
        return first || turns || scope != ScopeOf(ticket) ? Accept([.. said, .. Scope(ticket, scope, why, at, profile)]) : Accept(said);
    }

    private static OrmisScope? ScopeOf(Ticket ticket) => ticket.Markers.Scope switch
    {
        "global" => OrmisScope.Global,
        "local" => OrmisScope.Local,
        _ => null,
    };

    private static Decision SetScope(Ticket ticket, OrmisCommand.SetScope command, DateTimeOffset at, Profile profile)
    {
        if (Texts.Complain("/reason", command.Reason, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);
        return ScopeOf(ticket) == command.Scope ? Accept() : Accept(Scope(ticket, command.Scope, Text(ticket, command.Reason), at, profile));
    }

    // OR-06, OR-07, OR-12: another scope, another manager. What is global reaches the company.
    private static Happening[] Scope(Ticket ticket, OrmisScope scope, PersonalText? why, DateTimeOffset at, Profile profile)
    {
        var set = new Happening.ScopeSet(scope, profile.OrmisRules.ManagerOf(scope, ticket.Team, at, profile), why);
        if (scope != OrmisScope.Global || ticket.Classification.Assessment is not Assessment.OfIncident { Impact: not Impact.Company } incident)
            return [set];
        Classification wide = ticket.Classification with { Assessment = incident with { Impact = Impact.Company } };
        return [set, new Happening.Reclassified(wide, wide.Assessment.In(profile.MatricesOf(ticket.Area)), ticket.Markers with { Scope = OrmisCourse.NameOf(scope) })];
    }

    private static Decision Record(Ticket ticket, OrmisCommand.RecordGuideline record, Profile profile)
    {
        IReadOnlyList<Guideline> guidelines = profile.OrmisRules.Completed().Guidelines!;
        if (guidelines.All(each => each.Id != record.Guideline))
            return Reject([new("/guideline", Sentence.OneOf(guidelines.Select(each => each.Id)))]);
        return Texts.Complain("/reason", record.Reason, Texts.LongestReason, required: !record.Followed) is { } complaint
            ? Reject([complaint])
            : Accept(new Happening.GuidelineRecorded(record.Guideline, record.Followed, record.Reason is null ? null : Text(ticket, record.Reason)));
    }

    private static Decision Plan(Ticket ticket, OrmisCommand.PlanAction plan, DateTimeOffset at, Profile profile)
    {
        OrmisState state = ticket.Ormis!;
        ActionItem? was = plan.Item is { } id ? state.Items.FirstOrDefault(item => item.Id == id) : null;
        if (plan.Item is not null && was is null)
            return Reject([new("/item", new($"The plan of {ticket.Number} has no item {plan.Item}.", $"Planen for {ticket.Number} har intet punkt {plan.Item}."))]);
        if (was is null && state.Items.Length >= MostEntries)
            return Full();
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (Texts.Complain("/text", plan.Text, Texts.LongestReason, required: was is null) is { } text)
            complaints.Add(text);
        if (Unknown("/owner", plan.Owner, profile) is { } owner)
            complaints.Add(owner);
        if (plan.DueAt != was?.DueAt && plan.DueAt <= at)
            complaints.Add(new("/dueAt", new("This lies in the past.", "Det ligger i fortiden.")));
        else if (plan.DueAt > at + TicketDesk.Furthest)
            complaints.Add(new("/dueAt", TicketDesk.TooFar));
        if (Texts.Complain("/note", plan.Note, Texts.LongestReason, required: plan.State == ActionState.Dropped) is { } note)
            complaints.Add(note);
        if (was is null && plan.State is ActionState.Done or ActionState.Dropped)
            complaints.Add(new("/state", new("A new item is open.", "Et nyt punkt er åbent.")));
        if (complaints.Count > 0)
            return Reject(complaints.ToImmutable());

        int number = was?.Id ?? state.Items.Length + 1;
        var now = new Happening.ActionPlanned(
            number, plan.Text is null ? was!.Text : Text(ticket, plan.Text), plan.Owner ?? was?.Owner, plan.DueAt ?? was?.DueAt, plan.Prevention ?? was?.Prevention ?? false);
        bool planned = was is null || now != new Happening.ActionPlanned(number, was.Text, was.Owner, was.DueAt, was.Prevention);
        bool moved = was is not null && plan.State is { } to && to != was.State;
        return Accept(
        [
            .. planned ? [now] : Array.Empty<Happening>(),
            .. moved ? [new Happening.ActionMoved(number, plan.State!.Value, plan.Note is null ? null : Text(ticket, plan.Note))] : Array.Empty<Happening>(),
        ]);
    }

    private static Decision Report(Ticket ticket, OrmisCommand.ReportArea report)
    {
        ImmutableArray<Complaint> complaints =
        [
            .. new[]
            {
                Texts.Complain("/area", report.Area, Texts.LongestName, required: true, singleLine: true),
                Texts.Complain("/how", report.How, Texts.LongestName, required: report.State != AreaState.NotInformed, singleLine: true),
            }.OfType<Complaint>(),
        ];
        if (complaints.Length > 0)
            return Reject(complaints);
        string name = Texts.Normalized(report.Area)!.Trim();
        AffectedArea? was = ticket.Ormis!.Areas.FirstOrDefault(area => string.Equals(area.Name, name, StringComparison.OrdinalIgnoreCase));
        if (was is null && ticket.Ormis.Areas.Length >= MostEntries)
            return Full();
        var now = new Happening.AreaReported(was?.Name ?? name, report.State, report.State == AreaState.NotInformed ? null : Texts.Normalized(report.How));
        return was is not null && (was.State, was.How) == (now.State, now.How) ? Accept() : Accept(now);
    }

    private static Decision Evaluate(Ticket ticket, OrmisCommand.DecideCommunication decide, DateTimeOffset at)
    {
        if (ticket.Ormis!.Evaluations.Length >= MostEntries)
            return Full();
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (Texts.Complain("/channel", decide.Channel, Texts.LongestName, required: decide.Communicate, singleLine: true) is { } channel)
            complaints.Add(channel);
        if (Texts.Complain("/text", decide.Text, Texts.LongestReason, required: decide.Communicate) is { } text)
            complaints.Add(text);
        if (Texts.Complain("/reason", decide.Reason, Texts.LongestReason, required: true) is { } reason)
            complaints.Add(reason);
        if (!decide.Communicate && (decide.Channel, decide.Text, decide.TellAt) is not (null, null, null))
            complaints.Add(new("/communicate", new("Where clients are not informed there is no channel, text or time.", "Hvor kunderne ikke informeres, er der hverken kanal, tekst eller tidspunkt.")));
        if (decide.TellAt <= at)
            complaints.Add(new("/tellAt", new("This lies in the past; leave it out where they are told at once.", "Det ligger i fortiden; udelad det, hvis de informeres straks.")));
        else if (decide.TellAt > at + TicketDesk.Furthest)
            complaints.Add(new("/tellAt", TicketDesk.TooFar));
        return complaints.Count > 0
            ? Reject(complaints.ToImmutable())
            : Accept(new Happening.CommunicationDecided(
                decide.Communicate, Texts.Normalized(decide.Channel), decide.TellAt, decide.Text is null ? null : Text(ticket, decide.Text), Text(ticket, decide.Reason)));
    }

    private static Decision Meet(Ticket ticket, OrmisCommand.RecordMeeting meeting, DateTimeOffset at, Profile profile)
    {
        if (ticket.Ormis!.Meetings.Length >= MostEntries)
            return Full();
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (meeting.HeldAt > at)
            complaints.Add(new("/heldAt", NotInFuture));
        if (meeting.Attendees.Count is 0 or > MostAttendees)
            complaints.Add(new("/attendees", new($"1 to {MostAttendees} people.", $"1 til {MostAttendees} personer.")));
        complaints.AddRange(meeting.Attendees.Index().Select(each => Unknown(string.Create(CultureInfo.InvariantCulture, $"/attendees/{each.Index}"), each.Item, profile)).OfType<Complaint>());
        if (Texts.Complain("/decisions", meeting.Decisions, Texts.LongestReason, required: true) is { } decisions)
            complaints.Add(decisions);
        return complaints.Count > 0
            ? Reject(complaints.ToImmutable())
            : Accept(new Happening.MeetingRecorded(meeting.HeldAt ?? at, new([.. meeting.Attendees.Distinct()]), Text(ticket, meeting.Decisions)));
    }

    private static Decision Name(Ticket ticket, OrmisCommand.NameStakeholder name)
    {
        OrmisState state = ticket.Ormis!;
        Stakeholder? was = state.Stakeholders.FirstOrDefault(each => each.Person == name.Stakeholder.Id);
        if (was is null && state.Stakeholders.Length >= MostEntries)
            return Full();
        // Somebody who is not satisfied says with what.
        if (Texts.Complain("/comment", name.Comment, Texts.LongestReason, required: name.Satisfied == false) is { } complaint)
            return Reject([complaint]);
        if (name is { Comment: not null, Satisfied: null })
            return Reject([new("/satisfied", Texts.Required)]);
        PersonalText? comment = name.Comment is null ? null : Text(ticket, name.Comment);
        return Accept(
        [
            .. was is null ? [new Happening.StakeholderNamed(name.Stakeholder.Id)] : Array.Empty<Happening>(),
            .. name.Satisfied is { } satisfied && (was?.Satisfied, was?.Comment) != (satisfied, comment) ? [new Happening.StakeholderJudged(name.Stakeholder.Id, satisfied, comment)] : Array.Empty<Happening>(),
        ]);
    }

    private static Decision TellLast(Ticket ticket, OrmisCommand.TellFinalUpdate update)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (Texts.Complain("/text", update.Text, Texts.LongestReason, required: true) is { } text)
            complaints.Add(text);
        if (Texts.Complain("/improvements", update.Improvements, Texts.LongestReason, required: false) is { } improvements)
            complaints.Add(improvements);
        if (!update.Effective)
            complaints.Add(new("/effective", new("The final update says that the solution works; where it does not, reopen the ticket.", "Den afsluttende orientering siger, at løsningen virker; gør den ikke det, så genåbn sagen.")));
        return complaints.Count > 0
            ? Reject(complaints.ToImmutable())
            : Accept(new Happening.FinalUpdateTold(
                Text(ticket, update.Text), update.Improvements is null ? null : Text(ticket, update.Improvements), new([.. ticket.Ormis!.Stakeholders.Select(each => each.Person)])));
    }

    private static readonly Sentence NotInFuture = new("This lies in the future.", "Det ligger i fremtiden.");

    private static Rejected Full() => Reject(RefusalCode.InvalidRequest, new($"At most {MostEntries} of these.", $"Højst {MostEntries} af disse."), "");

    private static Complaint? Unknown(string pointer, string? person, Profile profile) =>
        person is not null && profile.Directory.IsKept && profile.Directory.Find(person) is null
            ? new(pointer, new($"The directory does not name {person}.", $"{person} står ikke i kartoteket."))
            : null;

    private static PersonalText Text(Ticket ticket, string text) => new(Texts.Normalized(text)!, ticket.Requester);
}
