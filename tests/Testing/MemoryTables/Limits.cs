using System.Text;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>What Azure refuses (REST reference, "Understanding the Table service data model").</summary>
internal static class Limits
{
    private const int Kibibyte = 1024;

    /// <summary>Rows of a page, and the most that $top may ask for.</summary>
    public const int MostInPage = 1000;

    public const int MostInTransaction = 100;

    public const int MostBytesOfTransaction = 4 * Kibibyte * Kibibyte;

    private const int MostProperties = 252;
    private const int MostCharactersOfName = 255;
    private const int MostBytesOfKey = Kibibyte;
    private const int MostBytesOfValue = 64 * Kibibyte;
    private const int MostBytesOfEntity = Kibibyte * Kibibyte;

    /// <exception cref="TableFailure">A limit is exceeded.</exception>
    public static void Check(EntityKey key, IReadOnlyCollection<Property> properties)
    {
        CheckKey("PartitionKey", key.Partition);
        CheckKey("RowKey", key.Row);
        if (properties.Count > MostProperties)
            throw new TableFailure(400, "TooManyProperties", "The entity contains more properties than allowed.");
        foreach (var property in properties)
        {
            if (property.Name.Length > MostCharactersOfName)
                throw new TableFailure(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length (255).");
            if (Size(property.Value) > MostBytesOfValue)
                throw new TableFailure(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");
        }

        // The formula of the documentation; strings take two bytes a character.
        var size = 4 + Size(key.Partition) + Size(key.Row) + properties.Sum(property => 8 + Size(property.Name) + Size(property.Value));
        if (size > MostBytesOfEntity)
            throw new TableFailure(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");
    }

    private static void CheckKey(string name, string value)
    {
        if (value.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
            throw new TableFailure(400, "OutOfRangeInput", $"The '{name}' parameter of value '{value}' is out of range.");
        if (Size(value) > MostBytesOfKey)
            throw new TableFailure(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (1KB).");
    }

    private static int Size(object value) => value switch
    {
        string text => Encoding.Unicode.GetByteCount(text),
        byte[] bytes => bytes.Length,
        Guid => 16,
        bool => 1,
        int => 4,
        _ => 8,
    };
}
