namespace ItsmFunctions.Domain;

/// <summary>
/// What is said to a person, in the two languages of the desk. Whoever sees a ticket as its requester or at the desk may come upon it;
/// what only somebody meets who writes a program or sets a parameter is in English alone.
/// </summary>
public readonly record struct Sentence(string English, string? Danish = null)
{
    public static implicit operator Sentence(string english) => new(english);

    /// <summary>What a member accepts.</summary>
    public static Sentence OneOf(IEnumerable<string> values)
    {
        string all = string.Join(", ", values);
        return new($"One of {all}.", $"En af {all}.");
    }

    /// <param name="language">da or en.</param>
    public string In(string language) => language == "da" ? Danish ?? English : English;

    public override string ToString() => English;
}
