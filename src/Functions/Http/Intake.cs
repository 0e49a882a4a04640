using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Knowledge;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Opens incidents and requests (AU-01, IT-02).</summary>
public sealed class Intake(Desk desk, Replies replies, ProfileStore profiles, KnowledgeDesk knowledge)
{
    [Function("OpenIncident"), Door(Act.Open)]
    public Task<IResult> OpenIncident([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/incidents")] HttpRequest request, CancellationToken stop) =>
        OpenAsync<IncidentBody>(request, stop);

    [Function("OpenRequest"), Door(Act.Open)]
    public Task<IResult> OpenRequest([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/requests")] HttpRequest request, CancellationToken stop) =>
        OpenAsync<RequestBody>(request, stop);

    private async Task<IResult> OpenAsync<TBody>(HttpRequest request, CancellationToken stop)
        where TBody : IntakeBody
    {
        Caller caller = request.Caller();
        (TBody body, byte[] bytes) = await Bodies.ReadAsync<TBody>(request, stop);
        Person? requester = body.ReadRequester(caller.Organisation);
        if (body is RequestBody { Type: not null } typed)
            body = (TBody)(object)typed.Completed(await profiles.ReadAsync(caller.Organisation, stop), caller.Language);
        NewTicket wanted = body.ToNewTicket(requester?.Id ?? caller.Person.Id);
        if (wanted.SelfHelp.Count is > 0 and <= TicketIntake.MostSelfHelp)
            wanted = wanted with { Articles = await knowledge.WerePublishedAsync(caller.Organisation, wanted.SelfHelp, stop) };
        Outcome outcome = await desk.OpenAsync(caller, wanted, requester, IdempotencyKeys.Read(request, caller, bytes), stop);
        return await replies.FromAsync(outcome, caller, stop);
    }
}

/// <summary>Somebody on whose behalf an agent opens a ticket: by object id, or by mail address alone.</summary>
/// <param name="Id">Object id of the identity provider.</param>
/// <param name="Mail">One mail address; enough for somebody whom the identity provider does not know.</param>
/// <param name="Language">da or en: what mails are written in.</param>
public sealed record RequesterBody(
    [property: RegularExpression(Callers.PersonIdPattern)] string? Id,
    [property: MaxLength(Texts.LongestName)] string? Name,
    [property: MaxLength(MailAddresses.Longest)] string? Mail,
    [property: AllowedValues("da", "en")] string? Language);

/// <summary>What incidents and requests have in common.</summary>
public abstract record IntakeBody
{
    /// <summary>One line, at most 200 characters. Required; a request of a type is called like its type where it is left out.</summary>
    [MaxLength(Texts.LongestTitle)]
    public string? Title { get; init; }

    /// <summary>At most 32,000 characters. Required; a quick case says no more than its title where it is left out, a request of a type no more than its answers.</summary>
    [MaxLength(Texts.LongestNote)]
    public string? Description { get; init; }

    /// <summary>Id of a category; the catalogue lists them. Required, except of a request that has a type.</summary>
    public string? Category { get; init; }

    /// <summary>Id of one of the category's subcategories. Required, except of a request that has a type.</summary>
    public string? Subcategory { get; init; }

    /// <summary>portal (the default), mail, phone, self-service, monitoring (only with a role of the desk, as a monitoring system has one) or client.</summary>
    [AllowedValues("portal", "mail", "phone", "self-service", "monitoring", "client")]
    public string? Channel { get; init; }

    /// <summary>Id of an area; it may deviate in matrix and team.</summary>
    public string? Area { get; init; }

    /// <summary>The IT service that it is about, in free text.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Service { get; init; }

    /// <summary>Where it is: a building, a room.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Location { get; init; }

    /// <summary>The device or system that it is about, by the name that the desk knows it under.</summary>
    [MaxLength(Texts.LongestName)]
    public string? ConfigurationItem { get; init; }

    /// <summary>Whom an agent opens it for; the caller if left out.</summary>
    public RequesterBody? Requester { get; init; }

    /// <summary>Number of a closed ticket that this one follows up.</summary>
    [RegularExpression(TicketNumber.Pattern)]
    public string? FollowUpOf { get; init; }

    /// <summary>True for a quick case: solved already by the supporter who logs it, and resolved in the same call.</summary>
    public bool? Quick { get; init; }

    /// <summary>Ids of teams that are told of it beside the one that gets it, where the profile tells groups; at most 20.</summary>
    [MaxLength(TicketIntake.MostGroups)]
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Ids of the entries of self-help, and of the articles, that the requester read before, and that did not help; at most 10.</summary>
    [MaxLength(TicketIntake.MostSelfHelp)]
    public IReadOnlyList<string>? SelfHelp { get; init; }

    /// <summary>How a quick case was solved: mailed to the end user.</summary>
    [MaxLength(Texts.LongestNote)]
    public string? Solution { get; init; }

    /// <summary>Of a quick case; "solved" if left out.</summary>
    [MaxLength(Texts.LongestName)]
    public string? ClosureCode { get; init; }

    /// <summary>False for a quick case that was not solved at first contact.</summary>
    public bool? FirstContact { get; init; }

    private protected virtual FilledForm? Form => null;

    internal abstract Assessment? Assess(List<Complaint> complaints);

    /// <exception cref="UnreadableRequestException">Members are missing or cannot be understood.</exception>
    internal NewTicket ToNewTicket(string requester)
    {
        var complaints = new List<Complaint>();
        Assessment? assessment = Assess(complaints);
        bool quick = Quick == true;
        foreach ((string pointer, string? value) in new[] { ("/title", Title), ("/description", quick ? "" : Description), ("/category", Category), ("/subcategory", Subcategory), ("/solution", quick ? Solution : "") })
        {
            if (value is null)
                complaints.Add(new(pointer, Texts.Required));
        }

        if (!quick)
        {
            complaints.AddRange(new[] { ("/solution", Solution is null), ("/closureCode", ClosureCode is null), ("/firstContact", FirstContact is null) }
                .Where(member => !member.Item2).Select(member => new Complaint(member.Item1, new("Only a quick case is solved when it is logged: it says quick: true.", "Kun en kviksag er løst, når den oprettes: den har quick: true."))));
        }

        TicketNumber? followUpOf = null;
        if (FollowUpOf is not null)
        {
            if (TicketNumber.TryParse(FollowUpOf, out TicketNumber earlier))
                followUpOf = earlier;
            else
                complaints.Add(new("/followUpOf", new("A ticket number, such as INC-0000042.", "Et sagsnummer som INC-0000042.")));
        }

        if (complaints.Count > 0)
            throw new UnreadableRequestException(Problem.Invalid(new("The request lacks what a ticket needs.", "Der mangler noget, som en sag kræver."), [.. complaints]));
        return new(
            Title!, Description ?? Title!, new(assessment!, Category!, Subcategory!, Service, Location, ConfigurationItem), Channel ?? (quick ? "client" : "portal"), Area, requester,
            followUpOf, Markers.None, Quick: quick ? new(Solution!, ClosureCode, FirstContact ?? true) : null, Form: Form) { Groups = Groups ?? [], SelfHelp = SelfHelp ?? [] };
    }

    internal Person? ReadRequester(OrganisationId organisation)
    {
        if (Requester is not { } of)
            return null;
        if (of.Id is null && of.Mail is null)
            throw Wrong("/requester", new("Give the person's id or mail address.", "Angiv personens id eller mailadresse."));
        if (of.Id is not null && !Callers.IsPersonId(of.Id))
            throw Wrong("/requester/id", new("1 to 128 letters, digits and . _ @ + -", "1 til 128 bogstaver, cifre og . _ @ + -"));
        if (Texts.Complain("/requester/name", of.Name, Texts.LongestName, required: false, singleLine: true) is { } name)
            throw Wrong(name.Pointer, name.Detail);
        if (of.Mail is not null && !MailAddresses.IsOne(of.Mail))
            throw Wrong("/requester/mail", new("One mail address, such as anna@example.org.", "Én mailadresse som anna@example.org."));
        if (of.Language is not null && !Languages.All.Contains(of.Language))
            throw Wrong("/requester/language", Sentence.OneOf(Languages.All));
        return new(of.Id ?? Callers.IdOfMail(organisation, of.Mail!), of.Name, of.Mail, of.Language);
    }

    private static UnreadableRequestException Wrong(string pointer, Sentence detail) =>
        new(Problem.Invalid(new("The requester cannot be understood.", "Det fremgår ikke, hvem sagen er for."), new Complaint(pointer, detail)));

    private protected T? Needed<T>(T? value, T otherwise, string pointer, List<Complaint> complaints)
        where T : struct, Enum
    {
        if (Quick == true)
            return value ?? otherwise;
        if (value is null)
            complaints.Add(new(pointer, new($"Required: one of {Choices<T>()}.", $"Skal udfyldes: en af {Choices<T>()}.")));
        return value;
    }

    private static string Choices<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}

public sealed record IncidentBody : IntakeBody
{
    /// <summary>How many it stops: company, department or individual. Required; individual for a quick case that leaves it out.</summary>
    public Impact? Impact { get; init; }

    /// <summary>How long it can wait: high (not at all), medium or low. Required; low for a quick case that leaves it out.</summary>
    public Urgency? Urgency { get; init; }

    internal override Assessment? Assess(List<Complaint> complaints)
    {
        (Impact? impact, Urgency? urgency) = (Needed(Impact, Domain.Priorities.Impact.Individual, "/impact", complaints), Needed(Urgency, Domain.Priorities.Urgency.Low, "/urgency", complaints));
        return impact is { } i && urgency is { } u ? new Assessment.OfIncident(i, u) : null;
    }
}

public sealed record RequestBody : IntakeBody
{
    /// <summary>How much it is needed: mustHave, shouldHave or wheneverPossible, which is what a quick case gets that leaves it out. Required otherwise.</summary>
    public Importance? Importance { get; init; }

    /// <summary>How fast: expedite or standard, which is what a quick case gets that leaves it out. Required otherwise.</summary>
    public Speed? Speed { get; init; }

    /// <summary>Id of a request type; the catalogue lists them. What is left out of the request is the type's.</summary>
    [MaxLength(Texts.LongestName)]
    public string? Type { get; init; }

    /// <summary>To the questions of the type, by id: a choice by its id, a date as 2026-11-23, yes or no.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    private protected override FilledForm? Form => Type is null ? null : new(Type, Answers ?? new Dictionary<string, string>());

    /// <exception cref="UnreadableRequestException">It has no such type, or is a quick case.</exception>
    internal RequestBody Completed(Profile profile, string language)
    {
        if (Quick == true)
            throw new UnreadableRequestException(Problem.Invalid(new("The request cannot be both.", "Sagen kan ikke være begge dele."), new Complaint("/type", new("A quick case is solved already: it has no steps left to do.", "En kviksag er allerede løst: den har ingen trin tilbage."))));
        if (profile.FindRequestType(Type) is not { } type)
            throw new UnreadableRequestException(Problem.Invalid(new("The request has a type that is not known here.", "Bestillingstypen er ukendt her."), new Complaint("/type", Sentence.OneOf(profile.RequestTypes.Select(known => known.Id)))));
        bool elsewhere = Category is not null && Category != type.Category;
        return this with
        {
            Title = Title ?? type.Label(language),
            Description = Description ?? Described(type, language),
            Category = Category ?? type.Category,
            Subcategory = Subcategory ?? (elsewhere ? null : type.Subcategory),
            Importance = Importance ?? type.Importance,
            Speed = Speed ?? type.Speed,
        };
    }

    private string Described(RequestType type, string language)
    {
        string[] lines = [.. (type.Questions ?? []).Where(question => Answers?.ContainsKey(question.Id) == true).Select(question => $"{question.Label(language)} {Said(question, Answers![question.Id], language)}")];
        return lines.Length == 0 ? type.Label(language) : string.Join('\n', lines);
    }

    private static string Said(FormQuestion question, string answer, string language) => question.Kind switch
    {
        AnswerKind.Choice when question.Choices?.FirstOrDefault(choice => choice.Id == answer) is { } choice => language == "da" ? choice.Danish : choice.English,
        AnswerKind.YesNo when language == "da" => answer == "yes" ? "ja" : "nej",
        _ => answer,
    };

    internal override Assessment? Assess(List<Complaint> complaints)
    {
        if (Type is null && Answers is not null)
            complaints.Add(new("/answers", new("Only a request that has a type answers questions.", "Kun en bestilling med en type har spørgsmål at svare på.")));
        (Importance? importance, Speed? speed) = (Needed(Importance, Domain.Priorities.Importance.WheneverPossible, "/importance", complaints), Needed(Speed, Domain.Priorities.Speed.Standard, "/speed", complaints));
        return importance is { } i && speed is { } s ? new Assessment.OfRequest(i, s) : null;
    }
}
