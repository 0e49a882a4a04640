using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    private sealed partial class Looking
    {
        // 3 urgencies × 3 impacts, 2 speeds × 3 importances (AU-17, AU-19).
        private const int IncidentCells = 9;
        private const int RequestCells = 6;
        private const int LowestRequestPriority = 3;

        private void Say(string parameter, string pointer, string detail) => Findings.Add(new(parameter, new(pointer, detail)));

        private void Text(string parameter, string pointer, string? text, int longest = Texts.LongestName, bool singleLine = true)
        {
            if (Texts.Complain(pointer, text, longest, required: true, singleLine) is { } complaint)
                Findings.Add(new(parameter, complaint));
        }

        private void Language(string parameter, string pointer, string? language, bool required)
        {
            if (language is null ? required : language is not ("da" or "en"))
                Say(parameter, pointer, "One of da, en.");
        }

        private void CalendarOf(string parameter, string pointer, string? calendar)
        {
            if (calendar is not null && profile.Calendars.All(one => one?.Id != calendar))
                Say(parameter, pointer, $"There is no calendar '{Shown(calendar)}'.");
        }

        private bool IsReason(string parameter, string pointer, string? code)
        {
            if (profile.FindReason(code) is not null)
                return true;
            Say(parameter, pointer, "There is no such reason: GET /api/catalogue lists them.");
            return false;
        }

        private void TeamOf(string parameter, string pointer, string? team, bool required = false)
        {
            if (team is null ? required : !teams.Contains(team))
                Say(parameter, pointer, team is null ? "This member is required." : $"There is no team '{Shown(team)}'.");
        }

        private void Cells(string parameter, string at, Matrices matrices)
        {
            Row($"{at}/incident", matrices.Incident, IncidentCells, Priority.LowestRank, "rows high, medium, low × columns company, department, individual");
            Row($"{at}/request", matrices.Request, RequestCells, LowestRequestPriority, "rows expedite, standard × columns mustHave, shouldHave, wheneverPossible");

            void Row(string pointer, IReadOnlyList<int>? cells, int count, int lowest, string order)
            {
                if (cells is null || cells.Count != count)
                    Say(parameter, pointer, $"{count} cells in reading order: {order}.");
                for (int i = 0; i < Math.Min(cells?.Count ?? 0, count); i++)
                {
                    if (cells![i] < Priority.HighestRank || cells[i] > lowest)
                        Say(parameter, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), $"A whole number from 1 to {lowest}.");
                }
            }
        }

        private void Mails(string parameter, string pointer, IReadOnlyList<string> mails) => Distinct(parameter, pointer, mails, MostMails, (mail, at) =>
        {
            if (!isMail(mail))
                Say(parameter, at, "One mail address, such as anna@example.org.");
        });

        private void Absences(string pointer, IReadOnlyList<Absence> absences) => All(ProfileParameters.Directory, pointer, absences, MostAbsences, (absence, at) =>
        {
            if (absence.From >= absence.Until)
                Say(ProfileParameters.Directory, $"{at}/until", "Later than from.");
            if (absence.AutoReply is not null)
                Text(ProfileParameters.Directory, $"{at}/autoReply", absence.AutoReply, Texts.LongestReason, singleLine: false);
        });

        private void Each<T>(string parameter, string pointer, IReadOnlyList<T> items, int most, Func<T, string> idOf, Action<T, string> look)
            where T : class
        {
            HashSet<string> seen = [];
            All(parameter, pointer, items, most, (item, at) =>
            {
                if (!isId(idOf(item)))
                    Say(parameter, $"{at}/id", "1 to 128 letters, digits and . _ @ + -, beginning with a letter or digit.");
                else if (!seen.Add(idOf(item)))
                    Say(parameter, $"{at}/id", $"'{idOf(item)}' stands here twice.");
                look(item, at);
            });
        }

        private void Distinct(string parameter, string pointer, IReadOnlyList<string> items, int most, Action<string, string> look)
        {
            HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
            All(parameter, pointer, items, most, (item, at) =>
            {
                if (seen.Add(item))
                    look(item, at);
                else
                    Say(parameter, at, "This stands here twice.");
            });
        }

        private void All<T>(string parameter, string pointer, IReadOnlyList<T> items, int most, Action<T, string> look)
        {
            if (items.Count > most)
            {
                Say(parameter, pointer, string.Create(CultureInfo.InvariantCulture, $"At most {most}; this has {items.Count}."));
                return;
            }

            for (int i = 0; i < items.Count; i++)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}");
                if (items[i] is null)
                    Say(parameter, at, "Null is none of them.");
                else
                    look(items[i], at);
            }
        }

        private static string Shown(string text) => text.Length <= Texts.LongestName ? text : text[..Texts.LongestName] + "…";
    }
}
