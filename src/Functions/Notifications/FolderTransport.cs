namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Mails as files that every mail program opens. A file is named by its notification and appears whole or not at all, so the
/// folder itself answers whether a mail went out.
/// </summary>
public sealed class FolderTransport(MailSettings settings) : IMailTransport
{
    private readonly string _folder = Path.GetFullPath(settings.Folder);

    public async Task<Delivery> SendAsync(Mail mail, bool mayBeRepeat, CancellationToken stop)
    {
        string path = Path.Combine(_folder, $"{mail.Label}-{mail.Id}.eml");
        if (mayBeRepeat && File.Exists(path))
            return new Delivery.Accepted();
        try
        {
            Directory.CreateDirectory(_folder);
            string part = $"{path}.part";
            await using (FileStream file = File.Create(part))
            {
                using MimeKit.MimeMessage message = mail.ToMime();
                await message.WriteToAsync(file, stop);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return new Delivery.Accepted();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Postponed("mail-folder-not-writable", failure.Message);
        }
    }
}
