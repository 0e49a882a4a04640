using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>The handover contract: dispatch, accept, bounce.</summary>
public static partial class TicketDesk
{
    /// <summary>Ways in which an end user is told beside a message on the ticket.</summary>
    public static readonly IReadOnlyList<string> WaysToInform = ["phone", "in-person", "mail"];

    private static Decision Dispatch(Ticket ticket, TicketCommand.Dispatch dispatch, Actor by, DateTimeOffset at, Profile profile)
    {
        HandoverState state = ticket.Handover ?? HandoverState.None;
        string? team = dispatch.Team ?? state.ReturnsTo(profile);
        if (team is null)
            return Reject(RefusalCode.InvalidRequest, new(
                "Nobody handed this ticket on, so it has no team to go back to: name one; GET /api/catalogue lists them.",
                "Ingen har sendt sagen videre, så den har intet team at gå tilbage til: vælg et team fra listen."), "/team");
        if (profile.FindTeam(team) is null)
            return Reject(RefusalCode.InvalidRequest, NoTeam(team), "/team");
        if (team == ticket.Team)
            return Reject(RefusalCode.InvalidRequest, new("The ticket is with that team; assign gives it to one of its agents.", "Sagen er allerede hos det team; tildel den til en af teamets medarbejdere."), "/team");
        if (Complaints(ticket, dispatch, team, by, at, profile) is { IsEmpty: false } complaints)
            return Reject(complaints);

        ImmutableArray<Complaint> unmet = [.. Unmet(ticket, state, dispatch, profile)];
        if (!unmet.IsEmpty)
            return new Rejected(new(RefusalCode.HandoverIncomplete, new(
                $"{unmet.Length} of what a handover needs {(unmet.Length == 1 ? "is" : "are")} missing; errors[] lists all of it.",
                $"Der mangler {unmet.Length} af det, som en overdragelse kræver; errors[] viser det hele."), unmet));

        var happenings = ImmutableArray.CreateBuilder<Happening>();
        if (dispatch.Note is not null)
            happenings.Add(Note(ticket, dispatch.Note, profile));
        if (dispatch.Message is not null)
            happenings.AddRange(((Accepted)FromDesk(ticket, dispatch.Message, profile)).Happenings.Where(happening => happening is not Happening.WorkBegun));
        foreach ((string question, string answer) in (dispatch.Answers ?? ImmutableDictionary<string, string>.Empty).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            happenings.Add(new Happening.QuestionAnswered(question, Text(ticket, answer)));
        // The message answers whoever waits: then there is no flag left to take down.
        happenings.AddRange(Expected(ticket, dispatch.ExpectedAt).Where(happening => dispatch.Message is null || happening is not Happening.UpdateFlagCleared));
        var terms = new HandoverTerms(
            dispatch.CategoryConfirmed, dispatch.UserInformed,
            dispatch.Contact is { } contact ? new(Text(ticket, contact.Person), contact.Role, contact.DispatcherUnavailable) : null,
            dispatch.Agreement is null ? null : Text(ticket, dispatch.Agreement));
        if (IsOffered(ticket, profile.Handover))
            happenings.Add(new Happening.Offered(team, dispatch.Assignee, terms));
        else
            happenings.AddRange(Move(ticket, team, dispatch.Assignee, new Happening.Dispatched(ticket.Team, team, terms)));
        return new Accepted(happenings.ToImmutable());
    }

    private static Decision TakeOffer(Ticket ticket)
    {
        HandoverOffer offer = ticket.Handover!.Offer!;
        return Accept(Move(ticket, offer.Team, offer.Assignee, new Happening.OfferAccepted(ticket.Team, offer.Team)));
    }

    private static Decision Bounce(Ticket ticket, TicketCommand.Bounce bounce, Actor by, Profile profile)
    {
        if (Texts.Complain("/reason", bounce.Reason, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);
        if (IsAsked(ticket, by, profile))
            return Accept(new Happening.OfferDeclined(ticket.Handover!.Offer!.Team, Text(ticket, bounce.Reason)));
        string team = ticket.Handover!.ReturnsTo(profile)!;
        return Accept(Move(ticket, team, assignee: null, new Happening.Bounced(ticket.Team, team, Text(ticket, bounce.Reason))));
    }

    /// <summary>Whether the ticket is offered to a team of <paramref name="by"/>'s, who may decline it then.</summary>
    private static bool IsAsked(Ticket ticket, Actor by, Profile profile) => ticket.Handover?.Offer is not null && Policy.Denies(Act.Accept, by, ticket, profile) is null;

    /// <summary>What a command needs beside a status and a role: an offer to accept, a team to bounce to, a task that is open.</summary>
    private static Rejected? Unready(Ticket ticket, Act act, Actor by, Profile profile)
    {
        if (ticket.Change is not null && ChangeDesk.Unready(ticket, act) is { } early)
            return early;
        if (Problems.ProblemDesk.Unready(ticket, act) is { } elsewhere)
            return elsewhere;
        if (MajorIncidents.MajorDesk.Unready(ticket, act) is { } minor)
            return minor;
        if (Coordination.OrmisDesk.Unready(ticket, act) is { } uncoordinated)
            return uncoordinated;
        HandoverState state = ticket.Handover ?? HandoverState.None;
        return act switch
        {
            Act.Accept when state.Offer is null =>
                Reject(RefusalCode.NothingOffered, new(
                    $"{ticket.Number} is offered to nobody: an offer ends when it is accepted or declined, and when the ticket is assigned, gets another priority or is resolved.",
                    $"{ticket.Number} er ikke tilbudt nogen: et tilbud ender, når det er modtaget eller afslået, og når sagen tildeles, får en anden prioritet eller løses.")),
            Act.Accept when profile.FindTeam(state.Offer.Team) is null =>
                Reject(RefusalCode.NothingOffered, new(
                    $"{ticket.Number} was offered to {state.Offer.Team}, and there is no such team any more.",
                    $"{ticket.Number} er tilbudt {state.Offer.Team}, og det team findes ikke længere.")),
            Act.Accept => Unready(state.Offer!, by, profile),
            Act.Bounce when state.ReturnsTo(profile) is null && !IsAsked(ticket, by, profile) =>
                Reject(RefusalCode.NeverHandedOver, new(
                    $"{ticket.Number} was not handed on to {ticket.Team}: there is nobody to bounce it to.",
                    $"{ticket.Number} er ikke sendt videre til {ticket.Team}: der er ingen at sende den retur til.")),
            Act.Approve or Act.Reject => Undecidable(ticket, by, profile),
            Act.SupplierReplied => Unawaited(ticket, Waiting.WakeUp.OnSupplierReply, profile),
            Act.Delivered => Unawaited(ticket, Waiting.WakeUp.OnDelivery, profile),
            Act.Survey when ticket.Survey is null => Reject(RefusalCode.SurveyNotOpen, new(
                $"Nobody was asked about the way in which {ticket.Number} was resolved.", $"Ingen er spurgt om, hvordan {ticket.Number} blev løst.")),
            Act.ReplyForAnother => Unrecordable(ticket, by),
            Act.AssignTask or Act.CompleteTask or Act.CancelTask when !ticket.Dossier.OpenTasks.Any() =>
                Reject(RefusalCode.NoOpenTask, new($"{ticket.Number} has no open task.", $"{ticket.Number} har ingen åben opgave.")),
            _ => null,
        };
    }

    private static Rejected? Unready(HandoverOffer offer, Actor by, Profile profile)
    {
        if (offer.Assignee is not null && offer.Assignee != by.Id)
            return Reject(RefusalCode.NotAllowed, new($"It was offered to {offer.Assignee}, who alone accepts it.", $"Den er tilbudt {offer.Assignee}, som er den eneste, der kan tage imod."));
        return null;
    }

    private static Happening[] Move(Ticket ticket, string team, string? assignee, Happening how)
    {
        var assigned = new Happening.Assigned(team, assignee);
        // A8: a begun case is handed over In Progress, also from Pending (1f). A change in review stays there.
        return ticket.Status == TicketStatus.Pending && ticket.WorkBegunAt is not null && HasEndUser(ticket)
            ? [how, assigned, new Happening.Resumed(ResumeCause.HandedOver)]
            : [how, assigned];
    }

    // What waits for somebody at the other end of it is offered, reported to them, and asked about; a change and a problem are the desk's own.
    private static bool HasEndUser(Ticket ticket) => ticket.Number.Kind is TicketKind.Incident or TicketKind.Request;

    private static bool IsOffered(Ticket ticket, HandoverRules rules) => HasEndUser(ticket) && rules.AcceptedFirst.Contains(ticket.HandlingRank);

    private static IEnumerable<Complaint> Unmet(Ticket ticket, HandoverState state, TicketCommand.Dispatch dispatch, Profile profile)
    {
        HandoverRules rules = profile.Handover;
        bool contactFirst = rules.ContactedFirst.Contains(ticket.HandlingRank);
        IEnumerable<Question> open = (profile.FindCategory(ticket.Classification.Category)?.Questions ?? [])
            .Where(question => string.IsNullOrWhiteSpace(dispatch.Answers?.GetValueOrDefault(question.Id)) && !state.Answers.ContainsKey(question.Id));
        foreach (HandoverGuard guard in rules.Guards.Where(guard => HasEndUser(ticket) || guard is HandoverGuard.Described or HandoverGuard.PersonAgreed))
        {
            switch (guard)
            {
                case HandoverGuard.Described when !state.Described && (dispatch.Note is null || !rules.Describes(dispatch.Note)):
                    yield return new("/note", new(
                        "Sum up the issue and what was tried, here or in a note of your own: since you got the ticket no note says more than that it is done.",
                        "Opsummér problemet, og hvad der er prøvet, her eller i en journalnote: siden du fik sagen, siger ingen note mere, end at den er klaret."));
                    break;
                case HandoverGuard.QuestionsAnswered:
                    foreach (Question question in open)
                        yield return new($"/answers/{question.Id}", new($"The category asks: {question.English}", $"Kategorien spørger: {question.Danish}"));
                    break;
                case HandoverGuard.CategoryConfirmed when !dispatch.CategoryConfirmed:
                    yield return new("/categoryConfirmed", new(
                        $"Hold the category ({ticket.Classification.Category}, {ticket.Classification.Subcategory}) against the description, correct it if need be, and confirm it.",
                        $"Hold kategorien ({ticket.Classification.Category}, {ticket.Classification.Subcategory}) op mod beskrivelsen, ret den, hvis det er nødvendigt, og bekræft den."));
                    break;
                case HandoverGuard.PersonAgreed when dispatch.Assignee is not null && dispatch.Agreement is null && !IsOffered(ticket, rules):
                    yield return new("/agreement", new(
                        "A ticket goes to a team; a person gets it only where that was agreed with them: say what was agreed, or leave the assignee out.",
                        "En sag sendes til et team; en person får den kun efter aftale: skriv, hvad der er aftalt, eller udelad personen."));
                    break;
                case HandoverGuard.UserInformed when !state.UserInformed && dispatch.Message is null && dispatch.UserInformed is null:
                    yield return new("/message", new(
                        "Tell the end user that another team takes over, in a message here or in a reply, or say how they were told (userInformed).",
                        "Fortæl brugeren, at et andet team tager over, i en besked her eller i et svar, eller angiv, hvordan de fik det at vide (userInformed)."));
                    break;
                case HandoverGuard.ReceiverContacted when contactFirst && dispatch.Contact is null:
                    yield return new("/contact", new(
                        "Speak to the receiving team's dispatcher first, and record whom you reached; the team leader only where the dispatcher is unavailable.",
                        "Kontakt først dispatcheren i det modtagende team, og notér, hvem du fik fat i; teamlederen kun, hvis dispatcheren ikke er til at få fat i."));
                    break;
                case HandoverGuard.ReceiverContacted when contactFirst && dispatch.Contact is { Role: ContactRole.Leader, DispatcherUnavailable: false }:
                    yield return new("/contact/dispatcherUnavailable", new(
                        "The dispatcher comes first: record that they were unavailable.", "Dispatcheren kommer først: notér, at dispatcheren ikke var til at få fat i."));
                    break;
            }
        }
    }

    private static ImmutableArray<Complaint> Complaints(Ticket ticket, TicketCommand.Dispatch dispatch, string team, Actor by, DateTimeOffset at, Profile profile)
    {
        IReadOnlyList<Question> questions = profile.FindCategory(ticket.Classification.Category)?.Questions ?? [];
        Complaint?[] found =
        [
            Texts.Complain("/assignee", dispatch.Assignee, Person.LongestId, required: false, singleLine: true) ?? Stranger("/assignee", dispatch.Assignee, team, by, profile),
            Texts.Complain("/note", dispatch.Note, Texts.LongestNote, required: false),
            Texts.Complain("/message", dispatch.Message, Texts.LongestNote, required: false),
            Texts.Complain("/agreement", dispatch.Agreement, Texts.LongestReason, required: false),
            dispatch.Contact is null ? null : Texts.Complain("/contact/person", dispatch.Contact.Person, Texts.LongestName, required: true, singleLine: true),
            Past(dispatch.ExpectedAt, at),
            dispatch.UserInformed is null || WaysToInform.Contains(dispatch.UserInformed) ? null : new("/userInformed", Sentence.OneOf(WaysToInform)),
            .. (dispatch.Answers ?? ImmutableDictionary<string, string>.Empty).Select(answer => questions.Any(question => question.Id == answer.Key)
                ? Texts.Complain($"/answers/{answer.Key}", answer.Value, Texts.LongestReason, required: true)
                : new Complaint("/answers", new(
                    $"The category {ticket.Classification.Category} asks nothing called so; GET /api/catalogue lists its questions.",
                    $"Kategorien {ticket.Classification.Category} har intet spørgsmål med det navn."))),
        ];
        return [.. found.OfType<Complaint>().Distinct()];
    }

    private static Happening.NoteWritten Note(Ticket ticket, string text, Profile profile) => new(Text(ticket, text), profile.Handover.Describes(text) ? true : null);
}
