using System.Globalization;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.SelfHelp;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>What self-help has achieved at the demo desk (IT-03): counts by month, as nothing else is kept of who looked something up.</summary>
internal static class Readers
{
    /// <param name="tickets">Those that name what their requesters had read.</param>
    public static IReadOnlyList<SelfHelpCount> Counts(DemoOrder order, Profile profile, AcademicYear year, IEnumerable<Ticket> tickets)
    {
        var chance = new Random(order.Seed);
        Dictionary<(string Entry, string Month), int> opened = tickets
            .SelectMany(ticket => ticket.Dossier.SelfHelp.Select(entry => (Entry: entry, Month: MonthOf(year.DayOf(ticket.OpenedAt)))))
            .CountBy(each => each).ToDictionary(each => each.Key, each => each.Value);
        List<SelfHelpCount> counts = [];
        DateOnly last = year.DayOf(order.Now);
        for (int back = order.Months - 1; back >= 0; back--)
        {
            DateOnly month = last.AddMonths(-back);
            foreach (SelfHelpEntry entry in profile.SelfHelp)
            {
                // The month that runs has not had all its days.
                int helped = Math.Max(1, chance.Next(2, 9) * (back == 0 ? last.Day : 30) / 30), notHelped = chance.Next(0, 1 + (helped / 2));
                counts.Add(new(entry.Id, MonthOf(month), helped, notHelped, opened.GetValueOrDefault((entry.Id, MonthOf(month)))));
            }
        }

        return counts;
    }

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
