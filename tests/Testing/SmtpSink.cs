using System.Collections.Concurrent;
using System.Globalization;
using MimeKit;

namespace ItsmFunctions.Testing;

/// <summary>A mail that the sink accepted. Without its acknowledgement the sender cannot know that it did.</summary>
public sealed record ReceivedMail(string Path, MimeMessage Message, bool Acknowledged)
{
    /// <summary>The header that names one notification: the same for every repeat of it; null when absent.</summary>
    public string? NotificationId => Message.Headers["X-Notification-Id"];

    public string? MessageId => Message.MessageId;

    public override string ToString() => $"{Message.To}: {Message.Subject}{(Acknowledged ? "" : " (unacknowledged)")}";
}

/// <summary>
/// A real SMTP server in a child process: keeps every message that it accepts as a file, and misbehaves on request.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly NodeProcess node;
    private readonly DirectoryInfo folder;
    private readonly ConcurrentDictionary<int, TaskCompletionSource> commands = new();
    private readonly Task listening;
    private int lastCommand;
    private int rejected;

    private SmtpSink(NodeProcess node, DirectoryInfo folder, int port)
    {
        this.node = node;
        this.folder = folder;
        Port = port;
        listening = ListenAsync();
    }

    public int Port { get; }

    public static string Host => "127.0.0.1";

    /// <summary>Where the messages lie, in the order of their arrival.</summary>
    public string Folder => folder.FullName;

    /// <summary>How often a message was refused.</summary>
    public int Rejected => Volatile.Read(ref rejected);

    /// <summary>How many messages were stored and their acknowledgement then lost.</summary>
    public int LostAcknowledgements => Messages.Count(mail => !mail.Acknowledged);

    public IReadOnlyList<ReceivedMail> Messages =>
        [.. folder.GetFiles("*.eml").OrderBy(file => file.Name, StringComparer.Ordinal).Select(Read)];

    /// <summary>Starts a sink on a free port, with an empty folder that goes when the sink does.</summary>
    public static async Task<SmtpSink> StartAsync(CancellationToken stop = default)
    {
        var folder = Directory.CreateTempSubdirectory("itsm-mail-");
        var node = NodeProcess.Start("smtp.mjs", ["--folder", folder.FullName]);
        var ready = await node.ReadyAsync(stop);
        return new SmtpSink(node, folder, ready.GetProperty("port").GetInt32());
    }

    /// <summary>The next <paramref name="count"/> messages are refused with <paramref name="code"/>, such as 451.</summary>
    public Task RejectAsync(int count, int code = 451) =>
        CommandAsync(id => $$$"""{"id":{{{id}}},"reject":{"code":{{{code}}},"count":{{{count}}}}}""");

    /// <summary>
    /// Of the messages from now on, the n-th ones (from 1) are kept, and the connection is cut before the sender hears so.
    /// </summary>
    public Task LoseAcknowledgementsAsync(params IEnumerable<int> ordinals) =>
        CommandAsync(id => $$"""{"id":{{id}},"loseAck":[{{string.Join(',', ordinals)}}]}""");

    /// <summary>Every answer to a message takes this long.</summary>
    public Task SlowDownAsync(TimeSpan delay) =>
        CommandAsync(id => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{id}},"slow":{{delay.TotalMilliseconds:0}}}"""));

    /// <summary>Forgets all misbehaviour that is still to come.</summary>
    public Task BehaveAsync() => CommandAsync(id => $$"""{"id":{{id}},"behave":true}""");

    /// <summary>How often each notification arrived, by X-Notification-Id; mails without one are left out.</summary>
    public IReadOnlyDictionary<string, int> CountByNotificationId() => Count(mail => mail.NotificationId);

    /// <summary>How often each Message-ID arrived.</summary>
    public IReadOnlyDictionary<string, int> CountByMessageId() => Count(mail => mail.MessageId);

    /// <summary>Waits until at least so many messages are there, and returns them all.</summary>
    /// <exception cref="NeverHappenedException">They did not come.</exception>
    public Task<IReadOnlyList<ReceivedMail>> WaitForAsync(int count, TimeSpan? within = null, CancellationToken stop = default) =>
        Eventually.BecomesAsync(() => Messages, mails => mails.Count >= count, $"{count} mails", within, stop);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await listening;
        folder.Delete(recursive: true);
    }

    private Dictionary<string, int> Count(Func<ReceivedMail, string?> key) =>
        Messages.Where(mail => key(mail) is not null).CountBy(mail => key(mail)!).ToDictionary();

    private async Task CommandAsync(Func<int, string> line)
    {
        var id = Interlocked.Increment(ref lastCommand);
        var done = commands[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await node.SendAsync(line(id));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
    }

    private async Task ListenAsync()
    {
        await foreach (var line in node.Lines.ReadAllAsync())
        {
            if (line.TryGetProperty("done", out var id) && commands.TryRemove(id.GetInt32(), out var command)) command.SetResult();
            if (line.TryGetProperty("rejected", out _)) Interlocked.Increment(ref rejected);
        }
    }

    private static ReceivedMail Read(FileInfo file)
    {
        using var content = file.OpenRead();
        return new(file.FullName, MimeMessage.Load(content), !file.Name.Contains("unacknowledged", StringComparison.Ordinal));
    }
}
