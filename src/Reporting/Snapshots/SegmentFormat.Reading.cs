using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

internal static partial class SegmentFormat
{
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
        ColumnReader quick = Column("quick"), firstContact = Column("firstContact");
        string?[] team = Strings("team"), area = Strings("area"), category = Strings("category"), subcategory = Strings("subcategory");
        string?[] service = Strings("service"), location = Strings("location"), channel = Strings("channel"), scope = Strings("scope"), closure = Strings("closureCode"), handovers = Strings("handovers"), surveys = Strings("surveys"), lives = Strings("life");

        ClockHistory[] histories = Histories(columns, rows);
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
                Quick = quick.Number() == 1,
                FirstContact = firstContact.Number() == 1,
                Team = team[row]!,
                Area = area[row],
                Category = category[row]!,
                Subcategory = subcategory[row]!,
                Service = service[row],
                Location = location[row],
                Channel = channel[row]!,
                Scope = scope[row],
                ClosureCode = closure[row],
                Handovers = HandedOver.OfText(handovers[row]),
                Surveys = SurveyedResolution.OfText(surveys[row]),
                Life = TicketLife.OfText(lives[row]),
                History = histories[row],
            };
        }

        return facts;
    }

    private static DateTimeOffset? Since(ColumnReader column, long openedMs) => column.Number() switch
    {
        0 => null,
        > 0 and long since => At(openedMs + since - 1),
        long before => At(openedMs + before),
    };

    private static ImmutableArray<DateTimeOffset> Turns(ColumnReader column, int count, long openedMs)
    {
        if (count == 0)
            return [];
        var turns = ImmutableArray.CreateBuilder<DateTimeOffset>(count);
        for (int i = 0; i < count; i++)
            turns.Add(At(openedMs += column.Number()));
        return turns.MoveToImmutable();
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
