using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Functions.Http;

/// <summary>Reads the whole days of an iCalendar file (RFC 5545), as calendars of holidays are published everywhere.</summary>
internal static class HolidayFile
{
    public const string MediaType = "text/calendar";

    /// <summary>Bytes of a file: a country's holidays for ten years are a tenth of it.</summary>
    public const int Largest = 1024 * 1024;

    private const int MostEvents = 5_000;

    // Of the whole file: every day of a century, and as much again.
    private const int MostOccurrences = 75_000;

    // A rule that finds nothing is given up: of yearly days none is further away.
    private const int MostAttempts = 1_000;

    /// <param name="from">The first local day of interest.</param>
    /// <param name="until">The last one.</param>
    /// <returns>The days by date, each once; of those that several events name the names are joined. And what was passed over, and why.</returns>
    /// <exception cref="UnreadableRequestException">400: it is no calendar, or one that takes too long to read.</exception>
    public static (IReadOnlyList<CalendarException> Days, IReadOnlyList<(string Name, Sentence Why)> Skipped) Read(byte[] file, DateOnly from, DateOnly until)
    {
        if (Load(file) is not { Events: { Count: > 0 and <= MostEvents } events })
            throw Unreadable("No iCalendar file with events in UTF-8, or more than 5,000 of them.", "Ingen iCalendar-fil med begivenheder i UTF-8, eller mere end 5.000 af dem.");
        var days = new SortedDictionary<DateOnly, SortedSet<string>>();
        var skipped = new List<(string, Sentence)>();
        int left = MostOccurrences;
        foreach (CalendarEvent each in events)
        {
            string name = MailText.Line(each.Summary, Texts.LongestName);
            if (Complain(each, name) is { } why)
                skipped.Add((name, why));
            else
                Add(each, name, from, until, days, ref left);
        }

        return ([.. days.Select(day => CalendarException.Closed(day.Key, MailText.Line(string.Join(" / ", day.Value), Texts.LongestName)))], skipped);
    }

    private static Calendar? Load(byte[] file)
    {
        try
        {
            return Calendar.Load(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF'));
        }
        // The library has no exception of its own: whatever it stumbles over is in the file.
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static Sentence? Complain(CalendarEvent each, string name) => each switch
    {
        { Status: EventStatus.Cancelled } => new("It is cancelled.", "Den er aflyst."),
        _ when name.Length == 0 => new("It has no name (SUMMARY).", "Den har intet navn (SUMMARY)."),
        { DtStart: null or { HasTime: true } } => new("It is no whole day: give the day hours of its own in the calendar.", "Den er ikke en hel dag: giv dagen dens egne timer i kalenderen."),
        { RecurrenceRule.Frequency: FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly } => new("It recurs within a day.", "Den gentages inden for en dag."),
        _ => null,
    };

    private static void Add(CalendarEvent each, string name, DateOnly from, DateOnly until, SortedDictionary<DateOnly, SortedSet<string>> days, ref int left)
    {
        try
        {
            // One that began before may last into the days of interest.
            foreach (Occurrence occurrence in each.GetOccurrences(options: new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostAttempts }))
            {
                DateOnly first = occurrence.Period.StartTime.Date, end = occurrence.Period.EffectiveEndTime?.Date ?? first.AddDays(1);
                if (first > until)
                    break;
                if (left-- == 0)
                    throw Unreadable($"More than {MostOccurrences} days, by '{name}' at the latest: ask for fewer years.", $"Mere end {MostOccurrences} dage, senest med '{name}': bed om færre år.");
                for (DateOnly day = first < from ? from : first; day <= until && (day < end || day == first); day = day.AddDays(1))
                {
                    if (!days.TryGetValue(day, out SortedSet<string>? names))
                        days[day] = names = new(StringComparer.Ordinal);
                    names.Add(name);
                }
            }
        }
        catch (Exception unending) when (unending is EvaluationException or ArgumentException or InvalidOperationException)
        {
            throw Unreadable($"The rule by which '{name}' recurs cannot be read.", $"Reglen, som '{name}' gentages efter, kan ikke læses.");
        }
    }

    private static UnreadableRequestException Unreadable(string english, string danish) => new(Problem.Invalid("The calendar cannot be read.", new Complaint("", new(english, danish))));
}
