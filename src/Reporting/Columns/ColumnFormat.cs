using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Columns;

/// <summary>
/// Tables as they lie in memory: a header that names the columns, and behind it their numbers in little-endian order, each column at a
/// multiple of eight bytes. What was read is computed on where it stands, and nothing is copied out of it.
/// </summary>
internal static class ColumnFormat
{
    private const string Magic = "itsm-columns";
    private const int Alignment = 8;

    public static byte[] Write(OrganisationId organisation, IReadOnlyList<TableDraft> tables)
    {
        var header = new ColumnWriter();
        header.Text(Magic);
        header.Number(FactTables.Version);
        header.Text(organisation.Value);
        header.Number(tables.Count);
        long at = 0;
        foreach (TableDraft table in tables)
        {
            header.Text(table.Name);
            header.Number(table.Rows);
            header.Number(table.Columns.Count);
            foreach (ColumnDraft column in table.Columns)
            {
                header.Text(column.Name);
                header.Number((int)column.Type);
                header.Number(column.Width);
                header.Number(at);
                header.Number(column.Words?.Length ?? 0);
                foreach (string word in column.Words ?? [])
                    header.Text(word);
                at = Aligned(at + (long)column.Width * table.Rows);
            }
        }

        long begin = Aligned(sizeof(int) + header.Written.Length);
        byte[] bytes = new byte[checked(begin + at)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, header.Written.Length);
        header.Written.CopyTo(bytes.AsSpan(sizeof(int)));
        foreach (TableDraft table in tables)
        {
            foreach (ColumnDraft column in table.Columns)
            {
                Fill(bytes.AsSpan((int)begin), column);
                begin = Aligned(begin + (long)column.Width * table.Rows);
            }
        }

        return bytes;
    }

    /// <exception cref="InvalidDataException">These are not columns of <paramref name="organisation"/> in a layout that this version reads.</exception>
    public static IReadOnlyList<LoadedTable> Read(byte[] bytes, OrganisationId organisation)
    {
        int length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - sizeof(int))
            throw new InvalidDataException("These are not columns that this version reads.");
        var header = new ColumnReader(bytes.AsMemory(sizeof(int), length));
        if (header.Text() != Magic || header.Number() != FactTables.Version)
            throw new InvalidDataException("These are not columns that this version reads.");
        if (header.Text() is var owner && owner != organisation.Value)
            throw new InvalidDataException($"Columns of {owner} stand where those of {organisation} should.");
        int begin = (int)Aligned(sizeof(int) + length);
        var tables = new LoadedTable[header.Count()];
        for (int i = 0; i < tables.Length; i++)
        {
            string name = header.Text();
            int rows = header.Count();
            var columns = new LoadedColumn[header.Count()];
            for (int c = 0; c < columns.Length; c++)
            {
                string column = header.Text();
                var type = (ColumnType)header.Count();
                int width = header.Count(), at = begin + header.Count();
                string[] words = new string[header.Count()];
                for (int word = 0; word < words.Length; word++)
                    words[word] = header.Text();
                if (width is not (1 or 2 or 4) || at < 0 || at + ((long)width * rows) > bytes.Length)
                    throw new InvalidDataException($"The column {column} of {name} ends in the middle.");
                columns[c] = new(column, type, width, new(bytes, at, width * rows), type == ColumnType.Text ? words : null);
            }

            tables[i] = new(name, rows, columns);
        }

        return tables;
    }

    private static void Fill(Span<byte> at, ColumnDraft column)
    {
        switch (column.Width)
        {
            case 1:
                for (int i = 0; i < column.Values.Length; i++)
                    at[i] = (byte)column.Values[i];
                break;
            case 2:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(at);
                for (int i = 0; i < column.Values.Length; i++)
                    shorts[i] = (ushort)column.Values[i];
                break;
            default:
                column.Values.CopyTo(MemoryMarshal.Cast<byte, uint>(at));
                break;
        }
    }

    private static long Aligned(long at) => (at + Alignment - 1) / Alignment * Alignment;
}
