using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>
/// Goes over the rows of a table of one segment, so many at a time that what is computed of them stays in the nearest cache. Each kind of
/// column is read in one loop; of a child the columns of its ticket are looked up by row.
/// </summary>
internal sealed class RowScan
{
    /// <summary>Rows at a time.</summary>
    public const int Block = 2_048;

    private readonly ColumnSegment _segment;
    private readonly LoadedTable _table;
    private readonly bool _isChild;
    private readonly (LoadedColumn Column, bool OfTicket, int[] Places)[] _axes;
    private readonly uint[] _parents = new uint[Block], _scratch = new uint[Block];

    /// <param name="axes">With their strides: places of all of them are added up.</param>
    public RowScan(ColumnSegment segment, FactTable table, IEnumerable<(Axis Axis, int Stride)> axes)
    {
        (_segment, _table, _isChild) = (segment, segment[table], table != FactTables.Tickets);
        _axes =
        [
            .. axes.Select(each =>
            {
                LoadedColumn column = segment[each.Axis.Table][each.Axis.Column];
                return (column, each.Axis.Table != table, Array.ConvertAll(each.Axis.Places(column), place => place < 0 ? Axis.Nowhere : place * each.Stride));
            }),
        ];
    }

    public int Rows => _table.Rows;

    /// <summary>The first row of this block.</summary>
    public int From { get; private set; }
    public int Count { get; private set; }

    /// <summary>Of each row of the block the place of its cell, or less than nothing.</summary>
    public int[] Cells { get; } = new int[Block];

    /// <summary>Goes on to the rows from <paramref name="from"/> on.</summary>
    public void MoveTo(int from)
    {
        (From, Count) = (from, Math.Min(Block, Rows - from));
        Span<int> cells = Cells.AsSpan(0, Count);
        cells.Clear();
        if (_isChild)
            _table[FactTable.Parent].Widen(from, _parents.AsSpan(0, Count));
        foreach ((LoadedColumn column, bool ofTicket, int[] places) in _axes)
        {
            ReadOnlySpan<uint> codes = Read(column, ofTicket);
            for (int i = 0; i < cells.Length; i++)
                cells[i] += places[codes[i]];
        }
    }

    /// <summary>The stored values of a column of this table, or of the ticket of each row.</summary>
    public ReadOnlySpan<uint> Read(string column, Span<uint> into)
    {
        (LoadedColumn found, bool ofTicket) = Find(column);
        Read(found, ofTicket, into[..Count]);
        return into[..Count];
    }

    /// <summary>Whether a name is of a ticket's column, as seen from a child.</summary>
    public (LoadedColumn Column, bool OfTicket) Find(string column) => column.StartsWith("tickets.", StringComparison.Ordinal)
        ? (_segment[FactTables.Tickets][column["tickets.".Length..]], true)
        : (_table[column], false);

    /// <summary>The row of the ticket of a row of this block.</summary>
    public int TicketOf(int i) => _isChild ? (int)_parents[i] - 1 : From + i;

    /// <summary>Takes out those rows that do not meet a condition.</summary>
    public void Keep(Condition condition, long now, Span<int> cells)
    {
        (LoadedColumn column, bool ofTicket) = Find(condition.Column);
        ReadOnlySpan<uint> values = Read(column, ofTicket);
        switch (condition)
        {
            case Condition.Has:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] == 0 ? Axis.Nowhere : cells[i];
                break;
            case Condition.Lacks:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] != 0 ? Axis.Nowhere : cells[i];
                break;
            case Condition.Is of:
                bool[] allowed = [false, .. column.Words!.Select(word => of.Words.Contains(word))];
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = allowed[values[i]] ? cells[i] : Axis.Nowhere;
                break;
            case Condition.AtLeast of:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] > of.Number ? cells[i] : Axis.Nowhere;
                break;
            case Condition.AtMost of:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] != 0 && values[i] <= of.Number + 1 ? cells[i] : Axis.Nowhere;
                break;
            case Condition.Passed of:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] != 0 && values[i] <= now + of.Seconds ? cells[i] : Axis.Nowhere;
                break;
            case Condition.Ahead of:
                for (int i = 0; i < cells.Length; i++)
                    cells[i] = values[i] == 0 || values[i] > now + of.Seconds ? cells[i] : Axis.Nowhere;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

    private ReadOnlySpan<uint> Read(LoadedColumn column, bool ofTicket)
    {
        Read(column, ofTicket, _scratch.AsSpan(0, Count));
        return _scratch.AsSpan(0, Count);
    }

    private void Read(LoadedColumn column, bool ofTicket, Span<uint> into)
    {
        if (!ofTicket || !_isChild)
        {
            column.Widen(From, into);
            return;
        }

        // A ticket's row is stored as every number is: one higher.
        for (int i = 0; i < into.Length; i++)
            into[i] = column[(int)_parents[i] - 1];
    }
}
