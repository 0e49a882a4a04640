using System.Globalization;
using System.Security.Cryptography;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Attachments;
using ItsmFunctions.Storage.Tickets;
using MimeKit;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// Stores what a mail brings, and the mail itself: the original is the desk's own and holds all that was cut from the text. Ids follow
/// from the mail, so that what comes twice is stored once.
/// </summary>
internal sealed class MailFiles(AttachmentKeeper keeper)
{
    /// <summary>Each is an event with its row in the outbox, and a transaction has 100 rows; the rest is in the original.</summary>
    private const int MostFiles = 30;

    private const int Peek = 512;

    public async Task<KeptFiles> KeepAsync(
        OrganisationId organisation, TicketNumber number, RequestKey key, ReceivedMail mail, MailSpool spool, Visibility visibility, Profile profile, CancellationToken stop)
    {
        var taken = new List<(MailFile File, string Name)>();
        var notTaken = new List<string>();
        foreach (MailFile file in mail.Files.Where(file => file.Length > 0))
        {
            string name = file.Name.Length > 0 ? file.Name : Unnamed(file, taken.Count + 1);
            if (Refusal(file, name, taken.Count, profile) is { } why)
                notTaken.Add($"{name}: {why}");
            else
                taken.Add((file, name));
        }

        await keeper.AnnounceAsync(organisation, number, [Id(key, 0), .. taken.Select((_, at) => Id(key, at + 1))], stop);
        var kept = new List<NewAttachment>();
        for (int i = 0; i < taken.Count; i++)
        {
            (MailFile file, string name) = taken[i];
            await using Stream content = file.Open();
            kept.Add(new(Id(key, i + 1), name, file.MediaType, file.Length, file.Sha256, visibility, await keeper.KeepAsync(organisation, number, Id(key, i + 1), content, stop)));
        }

        kept.Add(await KeepOriginalAsync(organisation, number, Id(key, 0), mail, spool, stop));
        return new(kept, notTaken);
    }

    private async Task<NewAttachment> KeepOriginalAsync(OrganisationId organisation, TicketNumber number, string id, ReceivedMail mail, MailSpool spool, CancellationToken stop)
    {
        spool.Content.Position = 0;
        string name = FileNames.Cleaned($"{mail.Subject.Replace('/', '-')}.eml");
        ScanVerdict verdict = await keeper.KeepAsync(organisation, number, id, spool.Content, stop);
        return new(id, name.Length > 4 ? name : "mail.eml", MailDoor.MediaType, spool.Content.Length, Convert.ToHexStringLower(spool.Hash), Visibility.Internal, verdict);
    }

    private static string? Refusal(MailFile file, string name, int before, Profile profile)
    {
        if (before >= MostFiles)
            return string.Create(CultureInfo.InvariantCulture, $"> {MostFiles}");
        if (file.Length > profile.Attachments.Largest)
            return string.Create(CultureInfo.InvariantCulture, $"> {profile.Attachments.LargestMebibytes} MiB");
        byte[] first = new byte[Peek];
        using Stream content = file.Open();
        return profile.Attachments.Refuses(name, file.MediaType, first.AsSpan(0, content.ReadAtLeast(first, Peek, throwOnEndOfStream: false)))?.In(profile.Language);
    }

    private static string Unnamed(MailFile file, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.MediaType.Split('/')[0]}-{at}{(MimeTypes.TryGetExtension(file.MediaType, out string? extension) ? extension : "")}");

    private static string Id(RequestKey key, int at) => Convert.ToHexStringLower(SHA256.HashData([.. key.Key, (byte)at]).AsSpan(0, 16));
}
