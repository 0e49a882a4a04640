using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What somebody answered to the questions of a request type.</summary>
/// <param name="Type">Id of the type.</param>
public sealed record FilledForm(string Type, IReadOnlyDictionary<string, string> Answers);

/// <summary>Forms of request types: held against their questions, and made into answers and tasks of the ticket (AU-10).</summary>
internal static class RequestForms
{
    public const string Yes = "yes";
    public const string No = "no";

    public static ImmutableArray<Complaint> Complain(FilledForm form, Profile profile)
    {
        if (profile.FindRequestType(form.Type) is not { } type)
            return [new("/type", new($"There is no request type '{form.Type}'; GET /api/catalogue lists them.", $"Der er ingen bestillingstype '{form.Type}': vælg en fra listen."))];
        IReadOnlyList<FormQuestion> questions = type.Questions ?? [];
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (form.Answers.Keys.Any(id => questions.All(question => question.Id != id)))
        {
            string asked = string.Join(", ", questions.Select(question => question.Id));
            complaints.Add(new("/answers", questions.Count == 0
                ? new($"The type {type.Id} asks nothing.", $"Typen {type.Id} har ingen spørgsmål.")
                : new($"The type {type.Id} asks {asked}, and nothing else.", $"Typen {type.Id} spørger om {asked} og ikke andet.")));
        }

        foreach (FormQuestion question in questions)
        {
            if (Complain(question, form.Answers.GetValueOrDefault(question.Id)) is { } complaint)
                complaints.Add(complaint);
        }

        return complaints.ToImmutable();
    }

    public static IEnumerable<Happening> Happenings(FilledForm form, string requester, Profile profile)
    {
        RequestType type = profile.FindRequestType(form.Type)!;
        ImmutableArray<FormAnswer> answers =
            [.. (type.Questions ?? []).Where(question => form.Answers.ContainsKey(question.Id)).Select(question => new FormAnswer(question.Id, new(Texts.Normalized(form.Answers[question.Id])!, requester)))];
        if (!answers.IsEmpty)
            yield return new Happening.FormFilled(answers);
        int task = 0;
        foreach (RequestStep step in type.Steps ?? [])
            yield return new Happening.TaskAdded(++task, new(step.Label(profile.Language), requester), step.Team, null);
    }

    private static Complaint? Complain(FormQuestion question, string? answer)
    {
        string pointer = $"/answers/{question.Id}";
        if (answer is null)
            return question.Required ? new(pointer, new($"The form asks: {question.English}", $"Formularen spørger: {question.Danish}")) : null;
        return question.Kind switch
        {
            AnswerKind.Choice when question.Choices!.All(choice => choice.Id != answer) => new(pointer, Sentence.OneOf(question.Choices!.Select(choice => choice.Id))),
            AnswerKind.Date when !DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => new(pointer, new("A day such as 2026-11-23.", "En dato som 2026-11-23.")),
            AnswerKind.YesNo when answer is not (Yes or No) => new(pointer, new($"{Yes} or {No}.", $"{Yes} (ja) eller {No} (nej).")),
            AnswerKind.Text => Texts.Complain(pointer, answer, Texts.LongestReason, required: true),
            _ => null,
        };
    }
}
