using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What a scanner said of a file when it came.</summary>
public enum ScanVerdict
{
    Passed,

    /// <summary>Nobody gets it.</summary>
    Infected,

    /// <summary>No scanner answered: it is asked again when somebody wants the file, and nobody gets it before.</summary>
    Unscanned,
}

/// <summary>A file on a ticket: what is known of it. Its bytes lie elsewhere, under its id.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Name">Without a path, at most 100 characters.</param>
/// <param name="MediaType">As its sender says.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
/// <param name="Visibility">As a note has it: the requester gets public ones alone.</param>
public sealed record NewAttachment(string Id, string Name, string MediaType, long Length, string Sha256, Visibility Visibility, ScanVerdict Verdict);

/// <summary>A file as it stands on a ticket.</summary>
/// <param name="By">Person id of whoever attached it.</param>
/// <param name="FromRequester">True where it came from the ticket's requester.</param>
public sealed record Attachment(
    string Id, PersonalText Name, string MediaType, long Length, string Sha256, Visibility Visibility, ScanVerdict Verdict, string By, bool FromRequester, DateTimeOffset At);
