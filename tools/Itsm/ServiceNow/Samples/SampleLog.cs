using System.Globalization;
using ItsmFunctions.Itsm.Demo;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Samples;

/// <summary>What is done to a sample log so that an import has something to find.</summary>
internal enum Mutation
{
    /// <summary>A Resolved row says Active.</summary>
    State,

    /// <summary>A Resolved row's time is an hour later.</summary>
    Time,

    /// <summary>A row in the middle is missing.</summary>
    Row,

    /// <summary>The last reassignment_count is two higher.</summary>
    Counter,

    /// <summary>A row stands twice.</summary>
    Duplicate,

    /// <summary>Two rows have changed places.</summary>
    Order,
}

/// <summary>Writes an invented log of any length: seasonal, with reassignments, reopenings and the flaws of a real one.</summary>
/// <param name="Interleaved">True orders the rows by time, as they happened; false keeps those of an incident together.</param>
/// <param name="Mutations">Each is done to one incident in a hundred.</param>
internal sealed record SampleLog(int Rows, int Seed, bool Interleaved, IReadOnlyList<Mutation> Mutations)
{
    private const int OneIn = 100;
    private const double Busy = 400;

    private static readonly DateOnly Begin = new(2016, 1, 4);

    public void Write(TextWriter text)
    {
        text.WriteLine(string.Join(',', Columns.Full));
        int left = Rows;
        foreach (SampleRow row in Interleaved ? Interleave() : Incidents().SelectMany(rows => rows))
        {
            text.WriteLine(string.Join(',', row.Fields));
            if (--left == 0)
                return;
        }
    }

    // Rows wait until no incident to come can be earlier: what is held is what is open at a time.
    private IEnumerable<SampleRow> Interleave()
    {
        var waiting = new PriorityQueue<SampleRow, (DateTime, int)>();
        int order = 0;
        foreach (IReadOnlyList<SampleRow> incident in Incidents())
        {
            while (waiting.TryPeek(out SampleRow? row, out _) && row.At < incident[0].At)
                yield return waiting.Dequeue();
            foreach (SampleRow row in incident)
                waiting.Enqueue(row, (row.At, order++));
        }
    }

    private IEnumerable<IReadOnlyList<SampleRow>> Incidents()
    {
        int number = 45;
        for (DateOnly day = Begin; ; day = day.AddDays(1))
        {
            var chance = new Random(unchecked(Seed * 31 + day.DayNumber));
            int count = (int)(Busy * AcademicYear.Busyness(day));
            foreach (int minute in Enumerable.Range(0, count).Select(_ => 7 * 60 + chance.Next(10 * 60)).Order())
            {
                IReadOnlyList<SampleRow> rows = SampleIncident.Make(number++, day.ToDateTime(new(minute / 60, minute % 60)), chance);
                yield return Mutations.Count > 0 && number % OneIn == 0 ? Mutate([.. rows], Mutations[number / OneIn % Mutations.Count]) : rows;
            }
        }
    }

    private static List<SampleRow> Mutate(List<SampleRow> rows, Mutation mutation)
    {
        int resolved = rows.FindIndex(row => row["incident_state"] == "Resolved");
        switch (mutation)
        {
            case Mutation.State:
                rows[resolved]["incident_state"] = "Active";
                break;
            case Mutation.Time:
                DateTime at = rows[resolved].At.AddHours(1);
                rows[resolved]["sys_updated_at"] = at.ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
                break;
            case Mutation.Row:
                rows.RemoveAt(rows.Count / 2);
                break;
            case Mutation.Counter:
                rows[^1]["reassignment_count"] = (int.Parse(rows[^1]["reassignment_count"], CultureInfo.InvariantCulture) + 2).ToString(CultureInfo.InvariantCulture);
                break;
            case Mutation.Duplicate:
                rows.Insert(1, rows[0] with { Fields = [.. rows[0].Fields] });
                break;
            case Mutation.Order:
                (rows[0], rows[1]) = (rows[1], rows[0]);
                break;
        }

        return rows;
    }
}
