using System.Collections.Immutable;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>
/// What clocks ask of the histories (docs/decisions/0030): the moves of all tickets one after the other, each of its members a column. Instants are
/// kept to the tick, as an outcome turns on one.
/// </summary>
internal static partial class SegmentFormat
{
    private static IEnumerable<(string Name, Action<ColumnWriter> Fill)> Histories(TicketFact[] rows)
    {
        ClockMove[] moves = [.. rows.SelectMany(fact => fact.History.Moves)];
        return
        [
            ("moves", Numbers(rows, fact => fact.History.Moves.Length)),
            ("moveTicks", column => Ticks(column, rows)),
            ("movedTicks", Numbers(rows, fact => fact.History.IsKnown ? fact.History.At.UtcTicks - fact.History.Moves[^1].At.UtcTicks : 0)),
            ("clocksFromTicks", Numbers(rows, fact => fact.History.ClocksFrom is { } from ? 1 + fact.History.Moves[0].At.UtcTicks - from.UtcTicks : 0)),
            ("moveCause", Each(move => (int)move.Cause)),
            ("moveStatus", Each(move => (int)move.Status)),
            ("movePriority", Each(move => move.Priority)),
            ("moveRank", Each(move => move.HandlingRank)),
            ("moveTeam", Words(move => move.Team)),
            ("moveCategory", Words(move => move.Category)),
            ("moveReason", Words(move => move.Reason)),
            ("moveService", Words(move => move.Service)),
            ("moveArea", Words(move => move.Area)),
            ("moveSupplier", Words(move => move.Supplier)),
            ("moveTarget", Words(move => move.Correction?.Target)),
            ("moveCycle", Each(move => move.Correction?.Cycle ?? 0)),
            ("moveFromTicks", Each(move => move.Correction is { } of ? (move.At - of.From).Ticks : 0)),
            ("moveUntilTicks", Each(move => move.Correction is { } of ? (move.At - of.Until).Ticks : 0)),
        ];

        Action<ColumnWriter> Each(Func<ClockMove, long> value) => column =>
        {
            foreach (ClockMove move in moves)
                column.Number(value(move));
        };

        Action<ColumnWriter> Words(Func<ClockMove, string?> value) => column => column.Dictionary([.. moves.Select(value)]);
    }

    private static void Ticks(ColumnWriter column, TicketFact[] rows)
    {
        foreach (TicketFact fact in rows)
        {
            long before = fact.OpenedAt.UtcTicks;
            foreach (ClockMove move in fact.History.Moves)
            {
                column.Number(move.At.UtcTicks - before);
                before = move.At.UtcTicks;
            }
        }
    }

    private static ClockHistory[] Histories(Dictionary<string, ReadOnlyMemory<byte>> columns, int rows)
    {
        var histories = new ClockHistory[rows];
        ColumnReader Column(string name) => new(columns[name]);
        ColumnReader count = Column("moves"), ticks = Column("moveTicks"), moved = Column("movedTicks"), clocksFrom = Column("clocksFromTicks");
        ColumnReader cause = Column("moveCause"), status = Column("moveStatus"), priority = Column("movePriority"), rank = Column("moveRank"), opened = Column("openedMs");
        int[] counts = [.. Enumerable.Range(0, rows).Select(_ => count.Count())];
        int all = counts.Sum();
        string?[] team = Column("moveTeam").Dictionary(all), category = Column("moveCategory").Dictionary(all), reason = Column("moveReason").Dictionary(all);
        string?[] service = Column("moveService").Dictionary(all), area = Column("moveArea").Dictionary(all), supplier = Column("moveSupplier").Dictionary(all);
        string?[] target = Column("moveTarget").Dictionary(all);
        ColumnReader cycle = Column("moveCycle"), from = Column("moveFromTicks"), until = Column("moveUntilTicks");
        long openedMs = 0;
        for (int row = 0, at = 0; row < rows; row++)
        {
            openedMs += opened.Number();
            long behind = moved.Number(), begins = clocksFrom.Number(), tick = At(openedMs).UtcTicks;
            var moves = ImmutableArray.CreateBuilder<ClockMove>(counts[row]);
            for (int i = 0; i < counts[row]; i++, at++)
            {
                tick += ticks.Number();
                int turn = cycle.Count();
                DateTimeOffset moment = new(tick, TimeSpan.Zero), begin = moment.AddTicks(-from.Number()), end = moment.AddTicks(-until.Number());
                moves.Add(new(
                    moment,
                    (ClockCause)cause.Number(),
                    (TicketStatus)status.Number(),
                    priority.Count(),
                    rank.Count(),
                    team[at]!,
                    category[at]!,
                    reason[at],
                    service[at],
                    area[at],
                    supplier[at],
                    target[at] is { } of ? new(of, turn, begin, end) : null));
            }

            long first = counts[row] == 0 ? 0 : moves[0].At.UtcTicks;
            histories[row] = counts[row] == 0
                ? ClockHistory.Unknown
                : new(moves.MoveToImmutable(), new(tick + behind, TimeSpan.Zero), begins == 0 ? null : new(first - (begins - 1), TimeSpan.Zero));
        }

        return histories;
    }
}
