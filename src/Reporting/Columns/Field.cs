namespace ItsmFunctions.Reporting.Columns;

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>A word out of a dictionary, or nothing.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number from 0 to 4,294,967,294, or nothing.</summary>
    Number,

    /// <summary>Whole seconds since 1970 in UTC, up to the year 2106, or nothing.</summary>
    Instant,
}

/// <summary>A column of a table: how it is called in every place where it can be seen, and what it means.</summary>
/// <param name="Person">True of a person's id: whoever sees aggregates only does not see it.</param>
public abstract record Field(string Name, ColumnType Type, string Meaning, bool Person);

/// <param name="Text">Of a row, where it is text.</param>
/// <param name="Number">Of a row, where it is anything else: seconds of an instant, 1 or 0 of a flag.</param>
internal sealed record Field<TRow>(string Name, ColumnType Type, string Meaning, Func<TRow, string?>? Text, Func<TRow, long?>? Number, bool Person = false) : Field(Name, Type, Meaning, Person)
{
    public static Field<TRow> OfText(string name, Func<TRow, string?> value, string meaning, bool person = false) => new(name, ColumnType.Text, meaning, value, null, person);

    public static Field<TRow> OfFlag(string name, Func<TRow, bool> value, string meaning) => new(name, ColumnType.Flag, meaning, null, row => value(row) ? 1 : 0);

    public static Field<TRow> OfNumber(string name, Func<TRow, long?> value, string meaning) => new(name, ColumnType.Number, meaning, null, value);

    public static Field<TRow> OfInstant(string name, Func<TRow, DateTimeOffset?> value, string meaning) => new(name, ColumnType.Instant, meaning, null, row => value(row)?.ToUnixTimeSeconds());
}

/// <summary>A table of facts as it stands in a segment. Rows of every table but the first name the row of their ticket.</summary>
public abstract class FactTable(string name)
{
    /// <summary>The column of a child that names the row of its ticket in the same segment.</summary>
    public const string Parent = "ticket";

    public string Name { get; } = name;
    public abstract IReadOnlyList<Field> Fields { get; }

    public Field? Find(string field) => Fields.FirstOrDefault(one => one.Name == field);

    internal abstract TableDraft Draft(IReadOnlyList<CountedTicket> tickets);
}

/// <param name="rows">What a ticket has in it.</param>
internal sealed class FactTable<TRow>(string name, Func<CountedTicket, IEnumerable<TRow>> rows, params Field<TRow>[] fields) : FactTable(name)
{
    public override IReadOnlyList<Field> Fields { get; } = fields;

    internal override TableDraft Draft(IReadOnlyList<CountedTicket> tickets)
    {
        var all = new List<TRow>();
        var parents = new List<long?>();
        for (int ticket = 0; ticket < tickets.Count; ticket++)
        {
            foreach (TRow row in rows(tickets[ticket]))
            {
                all.Add(row);
                parents.Add(ticket);
            }
        }

        IEnumerable<ColumnDraft> columns = fields.Select(field => field.Text is { } text
            ? ColumnDraft.OfText(field.Name, [.. all.Select(text)])
            : ColumnDraft.OfNumbers(field.Name, field.Type, [.. all.Select(field.Number!)]));
        return new(Name, all.Count, [.. typeof(TRow) == typeof(CountedTicket) ? [] : new[] { ColumnDraft.OfNumbers(Parent, ColumnType.Number, parents) }, .. columns]);
    }
}
