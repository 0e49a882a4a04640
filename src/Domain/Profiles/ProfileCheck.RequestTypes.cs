namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostRequestTypes = 100;

    /// <summary>With its answers and steps a request has to fit into one entity-group transaction of 100 rows.</summary>
    public const int MostSteps = 20;
    public const int MostChoices = 50;

    private sealed partial class Looking
    {
        public void AtRequestTypes() => Each(ProfileParameters.RequestTypes, "", profile.RequestTypes, MostRequestTypes, type => type.Id, (type, at) =>
        {
            Labels(at, type.English, type.Danish);
            Category? category = profile.FindCategory(type.Category);
            if (category is null)
                Say(ProfileParameters.RequestTypes, $"{at}/category", $"There is no category '{Shown(type.Category)}'.");
            else if (category.Subcategories?.Any(sub => sub?.Id == type.Subcategory) != true)
                Say(ProfileParameters.RequestTypes, $"{at}/subcategory", $"'{category.Id}' has no subcategory '{Shown(type.Subcategory)}'.");
            Each(ProfileParameters.RequestTypes, $"{at}/questions", type.Questions ?? [], MostQuestions, question => question.Id, AtFormQuestion);
            All(ProfileParameters.RequestTypes, $"{at}/steps", type.Steps ?? [], MostSteps, (step, below) =>
            {
                Labels(below, step.English, step.Danish);
                TeamOf(ProfileParameters.RequestTypes, $"{below}/team", step.Team);
            });
        });

        private void AtFormQuestion(FormQuestion question, string at)
        {
            Labels(at, question.English, question.Danish, Texts.LongestReason);
            if (!Enum.IsDefined(question.Kind))
                Say(ProfileParameters.RequestTypes, $"{at}/kind", "One of text, choice, date, yesNo.");
            if (question.Kind == AnswerKind.Choice ? question.Choices is not { Count: > 1 } : question.Choices is { Count: > 0 })
                Say(ProfileParameters.RequestTypes, $"{at}/choices", question.Kind == AnswerKind.Choice ? "At least two." : "Only a choice has them.");
            Each(ProfileParameters.RequestTypes, $"{at}/choices", question.Choices ?? [], MostChoices, choice => choice.Id, (choice, below) => Labels(below, choice.English, choice.Danish));
        }

        private void Labels(string at, string english, string danish, int longest = Texts.LongestName)
        {
            Text(ProfileParameters.RequestTypes, $"{at}/english", english, longest);
            Text(ProfileParameters.RequestTypes, $"{at}/danish", danish, longest);
        }
    }
}
