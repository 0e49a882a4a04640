namespace ItsmFunctions.Testing.MemoryTables;

internal enum Comparison
{
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

/// <summary>A $filter, as a tree. A comparison with a property that a row lacks, or of another type, holds for no operator.</summary>
internal abstract record Filter
{
    private Filter()
    {
    }

    /// <param name="values">The value of a property of the row, or null.</param>
    public abstract bool Holds(Func<string, object?> values);

    /// <summary>The comparisons that every row of the answer fulfils: a range of keys is read from them.</summary>
    public virtual IEnumerable<Compared> Required => [];

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override bool Holds(Func<string, object?> values) => Left.Holds(values) && Right.Holds(values);

        public override IEnumerable<Compared> Required => Left.Required.Concat(Right.Required);
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override bool Holds(Func<string, object?> values) => Left.Holds(values) || Right.Holds(values);
    }

    public sealed record Not(Filter Of) : Filter
    {
        public override bool Holds(Func<string, object?> values) => !Of.Holds(values);
    }

    /// <summary>A Boolean property by itself.</summary>
    public sealed record True(string Property) : Filter
    {
        public override bool Holds(Func<string, object?> values) => values(Property) is true;
    }

    public sealed record Compared(string Property, Comparison Comparison, object Literal) : Filter
    {
        public override IEnumerable<Compared> Required => [this];

        public override bool Holds(Func<string, object?> values) => values(Property) is { } value && Order(value, Literal) is { } order && Comparison switch
        {
            Comparison.Eq => order == 0,
            Comparison.Ne => order != 0,
            Comparison.Gt => order > 0,
            Comparison.Ge => order >= 0,
            Comparison.Lt => order < 0,
            _ => order <= 0,
        };

        private static int? Order(object value, object literal) => (value, literal) switch
        {
            (string left, string right) => string.CompareOrdinal(left, right),
            (bool left, bool right) => left.CompareTo(right),
            (DateTime left, DateTime right) => left.CompareTo(right),
            (Guid left, Guid right) => left.CompareTo(right),
            (byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right),
            (int or long, int or long) => Whole(value).CompareTo(Whole(literal)),
            (int or long or double, int or long or double) => Fraction(value).CompareTo(Fraction(literal)),
            _ => null,
        };

        private static long Whole(object number) => number is int small ? small : (long)number;

        private static double Fraction(object number) => number is double fraction ? fraction : Whole(number);
    }
}
