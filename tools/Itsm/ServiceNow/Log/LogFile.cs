using System.Globalization;
using CsvHelper;

namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <param name="Line">Row of the file.</param>
internal sealed record UnreadableRow(int Line, string Why);

/// <summary>A log on disk, read from the front to the end: one row in memory at a time.</summary>
internal sealed class LogFile(string path)
{
    // The longest row of the real log has 350 bytes: an unclosed quote must not swallow a file into memory.
    private static readonly CsvReaderOptions Options = new()
    {
        TrimWhitespace = true,
        PoolStrings = true,
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 20,
    };

    public string Path => path;

    public long Length { get; } = new FileInfo(path) is { Exists: true } file
        ? file.Length
        : throw new MistakeException($"There is no file {path}: give the path of a ServiceNow incident log (CSV).");

    /// <summary>Bytes read so far, for the progress bar.</summary>
    public long Position { get; private set; }

    /// <param name="unreadable">Takes the rows that are none (R-01).</param>
    /// <exception cref="MistakeException">It is not such a log.</exception>
    public IEnumerable<LogRow> Read(Action<UnreadableRow>? unreadable = null)
    {
        using CsvReader csv = CsvReader.Create(Open(), Options);
        int[] places = Places(Headers(csv));
        int width = csv.Headers.Count;
        while (Next(csv))
        {
            Position = csv.ByteOffset;
            int line = (int)csv.LineNumber;
            if (csv.FieldCount != width)
            {
                unreadable?.Invoke(new(line, string.Create(CultureInfo.InvariantCulture, $"{csv.FieldCount} columns where the header has {width}")));
                continue;
            }

            string[] fields = new string[places.Length];
            for (int i = 0; i < places.Length; i++)
                fields[i] = csv.GetString(places[i]);
            if (fields[(int)Column.Number] is "" or LogRow.Unknown)
                unreadable?.Invoke(new(line, "no incident number"));
            else
                yield return new(line, fields);
        }

        Position = Length;
    }

    private FileStream Open()
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException)
        {
            throw new MistakeException($"{path} may not be read: give yourself the right to read it (chmod u+r).");
        }
    }

    private IReadOnlyList<string> Headers(CsvReader csv)
    {
        try
        {
            return csv.Headers;
        }
        catch (CsvFormatException broken)
        {
            throw Broken(broken);
        }
    }

    private bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException broken)
        {
            throw Broken(broken);
        }
    }

    private MistakeException Broken(CsvFormatException broken) => new($"{path} is no CSV: {broken.Message} Export it again, or mend the line.");

    private int[] Places(IReadOnlyList<string> header)
    {
        string[] missing = [.. Columns.Headers.Where(name => !header.Contains(name))];
        return missing.Length == 0
            ? [.. Columns.Headers.Select(name => header.ToList().IndexOf(name))]
            : throw new MistakeException(
                $"{path} is not a ServiceNow incident log: its first row lacks {string.Join(", ", missing)}. Export the incident table with its audit columns.");
    }
}
