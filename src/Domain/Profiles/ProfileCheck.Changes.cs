using System.Globalization;
using ItsmFunctions.Domain.Changes;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostChangeTypes = 50;
    public const int MostStages = 12;
    public const int MostChangeTemplates = 300;
    public const int MostFreezes = 200;

    private sealed partial class Looking
    {
        public void AtChanges()
        {
            if (profile.ChangeTypes.Count == 0)
                Say(ProfileParameters.ChangeTypes, "", "At least one type: every change has one.");
            Each(ProfileParameters.ChangeTypes, "", profile.ChangeTypes, MostChangeTypes, type => type.Id, AtType);
            Each(ProfileParameters.ChangeTemplates, "", profile.ChangeTemplates, MostChangeTemplates, template => template.Id, (template, at) =>
            {
                Bilingual(ProfileParameters.ChangeTemplates, at, template.English, template.Danish);
                Text(ProfileParameters.ChangeTemplates, $"{at}/description", template.Description, Texts.LongestReason, singleLine: false);
                if (template.BackOutPlan is not null)
                    Text(ProfileParameters.ChangeTemplates, $"{at}/backOutPlan", template.BackOutPlan, Texts.LongestReason, singleLine: false);
                if (profile.FindChangeType(template.Type) is null)
                    Say(ProfileParameters.ChangeTemplates, $"{at}/type", $"There is no type '{Shown(template.Type ?? "")}'.");
                if (profile.FindCategory(template.Category)?.Subcategories?.Any(sub => sub?.Id == template.Subcategory) != true)
                    Say(ProfileParameters.ChangeTemplates, $"{at}/category", $"There is no category '{Shown(template.Category ?? "")}' with the subcategory '{Shown(template.Subcategory ?? "")}'.");
                TeamOf(ProfileParameters.ChangeTemplates, $"{at}/team", template.Team);
            });
            Each(ProfileParameters.ChangeFreezes, "", profile.Freezes, MostFreezes, freeze => freeze.Id, (freeze, at) =>
            {
                Bilingual(ProfileParameters.ChangeFreezes, at, freeze.English, freeze.Danish);
                if (freeze.Until <= freeze.From)
                    Say(ProfileParameters.ChangeFreezes, $"{at}/until", "Later than from.");
                TeamOf(ProfileParameters.ChangeFreezes, $"{at}/team", freeze.Team);
                if (freeze.Service is not null)
                    Text(ProfileParameters.ChangeFreezes, $"{at}/service", freeze.Service);
                Distinct(ProfileParameters.ChangeFreezes, $"{at}/exceptions", freeze.Exceptions ?? [], MostChangeTemplates, (exception, below) => Text(ProfileParameters.ChangeFreezes, below, exception));
            });
        }

        private void AtType(ChangeType type, string at)
        {
            const string Of = ProfileParameters.ChangeTypes;
            Bilingual(Of, at, type.English, type.Danish);
            if (type.Stages is not { Count: > 1 } stages || stages.Contains(null!))
            {
                Say(Of, $"{at}/stages", "At least New and Scheduled.");
                return;
            }

            Each(Of, $"{at}/stages", stages, MostStages, stage => stage.Id, (stage, below) =>
            {
                Bilingual(Of, below, stage.English, stage.Danish);
                if (ChangeTypes.Ends.Contains(stage.Id, StringComparer.OrdinalIgnoreCase))
                    Say(Of, $"{below}/id", $"'{Shown(stage.Id)}' is where a change ends, and no stage.");
                if (stage.Notify is { } told)
                    Once(Of, $"{below}/notify", told, "One of processingGroup, reviewers.");
                if (!Enum.IsDefined(stage.Kind))
                    Say(Of, $"{below}/kind", "One of new, review, scheduled, close.");
                if ((stage.Kind == StageKind.Review) != stage.Review is not null)
                    Say(Of, $"{below}/review", stage.Kind == StageKind.Review ? "A review says how it is decided." : "Only a review has it.");
                else if (stage.Review is { } review)
                    AtReview(review, $"{below}/review");
            });
            int launched = stages.Index().Where(stage => stage.Item.Kind == StageKind.Scheduled).Select(stage => stage.Index).FirstOrDefault(-1);
            if (stages[0].Kind != StageKind.New || stages.Skip(1).Any(stage => stage.Kind == StageKind.New))
                Say(Of, $"{at}/stages", "It begins with New, and with no other.");
            if (launched < 0 || stages.Count(stage => stage.Kind == StageKind.Scheduled) != 1)
                Say(Of, $"{at}/stages", "It is Scheduled once: there it is carried out.");
            else if (launched == stages.Count - 1)
                Say(Of, $"{at}/stages", "After Scheduled somebody looks at what was done: a review, or Close.");
            if (stages.SkipLast(1).Any(stage => stage.Kind == StageKind.Close))
                Say(Of, $"{at}/stages", "Close is the last.");
        }

        private void AtReview(ReviewRules review, string at)
        {
            const string Of = ProfileParameters.ChangeTypes;
            Time(Of, $"{at}/deadline", review.Deadline, clock: true);
            if (review.Deadline is null)
                Say(Of, $"{at}/deadline", "This member is required.");
            else if (review.Deadline is { Minutes: < 15 } or { ClockMinutes: < 15 })
                Say(Of, $"{at}/deadline", "At least 15 minutes.");
            Time(Of, $"{at}/remindEvery", review.RemindEvery, clock: true);
            if (review.RemindEvery is { Minutes: < 15 } or { WorkingDays: 0 } or { ClockMinutes: < 15 })
                Say(Of, $"{at}/remindEvery", "At least 15 minutes.");
            if (review.Quorum is not { } quorum || !Enum.IsDefined(quorum.Kind))
                Say(Of, $"{at}/quorum", "Its kind is one of any, all, majority, number, roles.");
            else if (quorum.Kind == QuorumKind.Number && quorum.Count is not (>= 1 and <= Electorate.Most))
                Say(Of, $"{at}/quorum/count", $"1 to {Electorate.Most}.");
            else if (quorum.Kind == QuorumKind.Roles && quorum.Roles is not { Count: > 0 })
                Say(Of, $"{at}/quorum/roles", "At least one of reviewer, dispatcher, teamLeader.");
            if (review.Quorum is { Kind: not QuorumKind.Number, Count: not null })
                Say(Of, $"{at}/quorum/count", "Only a number has it.");
            if (review.Quorum?.Roles is { } roles)
                Once(Of, $"{at}/quorum/roles", roles, "One of reviewer, dispatcher, teamLeader.");
        }

        private void Once<T>(string parameter, string pointer, IReadOnlyList<T> items, string known)
            where T : struct, Enum
        {
            foreach ((int i, T item) in items.Index())
            {
                if (!Enum.IsDefined(item))
                    Say(parameter, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), known);
                else if (items.Take(i).Contains(item))
                    Say(parameter, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), "This stands here twice.");
            }
        }

        private void Bilingual(string parameter, string at, string english, string danish)
        {
            Text(parameter, $"{at}/english", english);
            Text(parameter, $"{at}/danish", danish);
        }
    }
}
