using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <summary>One row of a log: one update of one incident.</summary>
/// <param name="Line">Its row in the file; the header is row 1.</param>
/// <param name="Fields">By <see cref="Column"/>.</param>
internal sealed record LogRow(int Line, string[] Fields)
{
    public const string Unknown = "?";

    public string Number => this[Column.Number];

    public string this[Column column] => Fields[(int)column];

    /// <summary>The value, or null where the log does not know it.</summary>
    public string? Known(Column column) => this[column] is var value && (value.Length == 0 || value == Unknown) ? null : value;

    public int? Count(Column column) => int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;

    /// <summary>Tells this update from every other of its incident, and stays the same when the log grows.</summary>
    public ulong Fingerprint()
    {
        string text = string.Join('\u001f', Columns.OfUpdate.Select(column => this[column]));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>All rows of one incident, in the order of the file.</summary>
internal sealed record IncidentRows(string Number, IReadOnlyList<LogRow> Rows);
