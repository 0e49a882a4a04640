namespace ItsmFunctions.Domain.People;

/// <summary>Somebody the desk writes to. Tickets and events hold only <see cref="Id"/>.</summary>
/// <param name="Id">Object id of the identity provider, or an id derived from the mail address for somebody it does not know.</param>
/// <param name="Language">"da" or "en"; null means the organisation's default.</param>
public sealed record Person(string Id, string? Name, string? Mail, string? Language)
{
    public const int LongestId = 128;
}
