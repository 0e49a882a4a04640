using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>
/// Facts as named columns, sorted by ticket number. A reader takes the columns that it knows by name and passes over the others,
/// so that measures to come add columns without a new layout.
/// </summary>
internal static class SegmentFormat
{
    private const string Magic = "itsm-segment";

    public static byte[] Write(OrganisationId organisation, IEnumerable<TicketFact> facts)
    {
        TicketFact[] rows = [.. facts.OrderBy(fact => fact.Number.Kind).ThenBy(fact => fact.Number.Sequence)];
        (string Name, Action<ColumnWriter> Fill)[] columns =
        [
            ("kind", Numbers(rows, fact => (int)fact.Number.Kind)),
            ("sequence", Deltas(rows, fact => fact.Number.Sequence)),
            ("version", Numbers(rows, fact => fact.Version)),
            ("openedMs", Deltas(rows, fact => Ms(fact.OpenedAt))),
            ("turns", Numbers(rows, fact => fact.Turns.Length)),
            ("turnMs", column => Turns(column, rows)),
            ("acknowledgedMs", Since(rows, fact => fact.AcknowledgedAt)),
            ("firstResponseMs", Since(rows, fact => fact.FirstResponseAt)),
            ("closedMs", Since(rows, fact => fact.ClosedAt)),
            ("status", Numbers(rows, fact => (int)fact.Status)),
            ("priority", Numbers(rows, fact => fact.Priority)),
            ("handlingRank", Numbers(rows, fact => fact.HandlingRank)),
            ("reassignments", Numbers(rows, fact => fact.Reassignments)),
            ("test", Numbers(rows, fact => fact.Test ? 1 : 0)),
            ("duplicate", Numbers(rows, fact => fact.Duplicate ? 1 : 0)),
            ("team", Texts(rows, fact => fact.Team)),
            ("area", Texts(rows, fact => fact.Area)),
            ("category", Texts(rows, fact => fact.Category)),
            ("subcategory", Texts(rows, fact => fact.Subcategory)),
            ("service", Texts(rows, fact => fact.Service)),
            ("location", Texts(rows, fact => fact.Location)),
            ("channel", Texts(rows, fact => fact.Channel)),
            ("scope", Texts(rows, fact => fact.Scope)),
            ("closureCode", Texts(rows, fact => fact.ClosureCode)),
        ];

        var segment = new ColumnWriter();
        segment.Text(Magic);
        segment.Number(Manifest.CurrentSchema);
        segment.Text(organisation.Value);
        segment.Number(rows.Length);
        segment.Number(columns.Length);
        foreach ((string name, Action<ColumnWriter> fill) in columns)
        {
            var column = new ColumnWriter();
            fill(column);
            segment.Text(name);
            segment.Bytes(column.Written);
        }

        return segment.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">It is not a segment of <paramref name="organisation"/> in a layout that this version reads.</exception>
    public static TicketFact[] Read(ReadOnlyMemory<byte> bytes, OrganisationId organisation)
    {
        var segment = new ColumnReader(bytes);
        if (segment.Text() != Magic || segment.Number() != Manifest.CurrentSchema)
            throw new InvalidDataException("This is not a segment that this version reads.");
        if (segment.Text() is var owner && owner != organisation.Value)
            throw new InvalidDataException($"A segment of {owner} stands where one of {organisation} should.");

        int rows = segment.Count(), count = segment.Count();
        var columns = new Dictionary<string, ReadOnlyMemory<byte>>(count);
        for (int i = 0; i < count; i++)
            columns.Add(segment.Text(), segment.Bytes());
        ColumnReader Column(string name) => new(columns[name]);
        string?[] Strings(string name) => Column(name).Dictionary(rows);

        ColumnReader kind = Column("kind"), sequence = Column("sequence"), version = Column("version"), opened = Column("openedMs");
        ColumnReader turns = Column("turns"), turn = Column("turnMs");
        ColumnReader acknowledged = Column("acknowledgedMs"), responded = Column("firstResponseMs"), closed = Column("closedMs");
        ColumnReader status = Column("status"), priority = Column("priority"), rank = Column("handlingRank"), reassignments = Column("reassignments");
        ColumnReader test = Column("test"), duplicate = Column("duplicate");
        string?[] team = Strings("team"), area = Strings("area"), category = Strings("category"), subcategory = Strings("subcategory");
        string?[] service = Strings("service"), location = Strings("location"), channel = Strings("channel"), scope = Strings("scope"), closure = Strings("closureCode");

        var facts = new TicketFact[rows];
        long number = 0, openedMs = 0;
        for (int row = 0; row < rows; row++)
        {
            number += sequence.Number();
            openedMs += opened.Number();
            facts[row] = new()
            {
                Organisation = organisation,
                Number = new((TicketKind)kind.Number(), (int)number),
                Version = version.Count(),
                OpenedAt = At(openedMs),
                Turns = Turns(turn, turns.Count(), openedMs),
                AcknowledgedAt = Since(acknowledged, openedMs),
                FirstResponseAt = Since(responded, openedMs),
                ClosedAt = Since(closed, openedMs),
                Status = (TicketStatus)status.Number(),
                Priority = priority.Count(),
                HandlingRank = rank.Count(),
                Reassignments = reassignments.Count(),
                Test = test.Number() == 1,
                Duplicate = duplicate.Number() == 1,
                Team = team[row]!,
                Area = area[row],
                Category = category[row]!,
                Subcategory = subcategory[row]!,
                Service = service[row],
                Location = location[row],
                Channel = channel[row]!,
                Scope = scope[row],
                ClosureCode = closure[row],
            };
        }

        return facts;
    }

    private static Action<ColumnWriter> Numbers(TicketFact[] rows, Func<TicketFact, long> value) => column =>
    {
        foreach (TicketFact fact in rows)
            column.Number(value(fact));
    };

    private static Action<ColumnWriter> Deltas(TicketFact[] rows, Func<TicketFact, long> value) => column =>
    {
        long before = 0;
        foreach (TicketFact fact in rows)
        {
            column.Number(value(fact) - before);
            before = value(fact);
        }
    };

    // Milliseconds since the ticket was opened, and one more where not negative: 0 is null.
    private static Action<ColumnWriter> Since(TicketFact[] rows, Func<TicketFact, DateTimeOffset?> value) => column =>
    {
        foreach (TicketFact fact in rows)
        {
            long? since = value(fact) is { } at ? Ms(at) - Ms(fact.OpenedAt) : null;
            column.Number(since is null ? 0 : since >= 0 ? since.Value + 1 : since.Value);
        }
    };

    private static DateTimeOffset? Since(ColumnReader column, long openedMs) => column.Number() switch
    {
        0 => null,
        > 0 and long since => At(openedMs + since - 1),
        long before => At(openedMs + before),
    };

    private static Action<ColumnWriter> Texts(TicketFact[] rows, Func<TicketFact, string?> value) =>
        column => column.Dictionary([.. rows.Select(value)]);

    private static void Turns(ColumnWriter column, TicketFact[] rows)
    {
        foreach (TicketFact fact in rows)
        {
            long before = Ms(fact.OpenedAt);
            foreach (DateTimeOffset turn in fact.Turns)
            {
                column.Number(Ms(turn) - before);
                before = Ms(turn);
            }
        }
    }

    private static ImmutableArray<DateTimeOffset> Turns(ColumnReader column, int count, long openedMs)
    {
        if (count == 0)
            return [];
        var turns = ImmutableArray.CreateBuilder<DateTimeOffset>(count);
        for (int i = 0; i < count; i++)
            turns.Add(At(openedMs += column.Number()));
        return turns.MoveToImmutable();
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
