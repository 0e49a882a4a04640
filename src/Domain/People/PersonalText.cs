namespace ItsmFunctions.Domain.People;

/// <summary>
/// Text that a person wrote or that tells about one. It is stored through one codec that marks its format, so that it can be
/// sealed under the key of its <see cref="Subject"/> without touching history; and it never prints itself into a log.
/// </summary>
/// <param name="Value">The text.</param>
/// <param name="Subject">Id of the person whom erasing must reach: the requester of the ticket it stands on.</param>
public readonly record struct PersonalText(string Value, string Subject)
{
    public override string ToString() => $"[{Value?.Length ?? 0} characters]";
}
