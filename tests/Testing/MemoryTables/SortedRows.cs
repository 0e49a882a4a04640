namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>Where a row stands: by partition, then by row, in the order of their UTF-16 units as on Azure.</summary>
internal readonly record struct EntityKey(string Partition, string Row) : IComparable<EntityKey>
{
    public int CompareTo(EntityKey other)
    {
        var partitions = string.CompareOrdinal(Partition, other.Partition);
        return partitions != 0 ? partitions : string.CompareOrdinal(Row, other.Row);
    }
}

/// <param name="stamp">UTC ticks of the write: timestamp and tag in one.</param>
/// <param name="data">The properties, packed.</param>
internal sealed class Row(string partition, string key, long stamp, byte[] data)
{
    public EntityKey Key => new(partition, key);

    public long Stamp => stamp;

    public byte[] Data => data;
}

/// <summary>Rows in order, in blocks: two binary searches find one, and an insertion moves few.</summary>
internal sealed class SortedRows
{
    private const int MostInBlock = 512;

    private readonly List<List<Row>> blocks = [];

    public long Count { get; private set; }

    public Row? Find(EntityKey key)
    {
        var (block, index, found) = Seek(key);
        return found ? blocks[block][index] : null;
    }

    /// <summary>All rows from that key on.</summary>
    public IEnumerable<Row> From(EntityKey key)
    {
        if (blocks.Count == 0) yield break;
        var (block, index, _) = Seek(key);
        for (; block < blocks.Count; block++, index = 0)
        {
            for (; index < blocks[block].Count; index++) yield return blocks[block][index];
        }
    }

    /// <summary>Puts a row where its key belongs; null removes the one that stands there.</summary>
    public void Set(EntityKey key, Row? row)
    {
        if (blocks.Count == 0) blocks.Add([]);
        var (block, index, found) = Seek(key);
        var rows = blocks[block];
        if (found && row is not null) rows[index] = row;
        else if (found) Remove(block, index);
        else if (row is not null) Insert(block, index, row);
    }

    private void Remove(int block, int index)
    {
        blocks[block].RemoveAt(index);
        if (blocks[block].Count == 0) blocks.RemoveAt(block);
        Count--;
    }

    private void Insert(int block, int index, Row row)
    {
        Count++;
        var rows = blocks[block];
        if (rows.Count < MostInBlock)
        {
            rows.Insert(index, row);
            return;
        }

        // Rows that come in order fill their blocks; others halve them.
        var half = index == rows.Count ? rows.Count : rows.Count / 2;
        List<Row> behind = [.. rows.Skip(half)];
        rows.RemoveRange(half, rows.Count - half);
        blocks.Insert(block + 1, behind);
        if (index >= half) behind.Insert(index - half, row);
        else rows.Insert(index, row);
    }

    private (int Block, int Index, bool Found) Seek(EntityKey key)
    {
        if (blocks.Count == 0) return (0, 0, false);
        int low = 0, high = blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (blocks[middle].Count > 0 && blocks[middle][0].Key.CompareTo(key) <= 0) low = middle;
            else high = middle - 1;
        }

        var rows = blocks[low];
        int from = 0, to = rows.Count;
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = rows[middle].Key.CompareTo(key);
            if (order == 0) return (low, middle, true);
            if (order < 0) from = middle + 1;
            else to = middle;
        }
        return (low, from, false);
    }
}
