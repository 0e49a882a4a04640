using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A link, a split and a merge are two transactions in two partitions (docs/decisions/0018): the process dies after the first, and after the second.</summary>
public sealed class A_desk_that_dies_between_two_tickets(ITestOutputHelper output)
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Agent = Principal.Agent("bo");

    [Fact]
    [Trait("Rule", "AU-46")]
    public Task Is_followed_by_one_that_finishes_each_link_split_and_merge_and_does_nothing_twice() =>
        Task.WhenAll(new[] { "link", "unlink", "split", "merge" }.Select(DieAsync));

    private async Task DieAsync(string command)
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        Deed[] deeds = [await DieAfterAsync(desk, 1, command), await DieAfterAsync(desk, 2, command)];
        await QuietAsync(desk);
        foreach (Deed deed in deeds)
        {
            Assert.Equal([command switch { "split" => "opened", "merge" => "resolved", _ => $"{command}ed" }], await SinceAsync(desk, deed.Owner, deed.OwnerBefore));
            Assert.Equal(["linkFollowed"], await SinceAsync(desk, deed.Other, deed.OtherBefore));
            Assert.Equal(command is "merge" ? ["solution"] : [], await NotesAsync(desk, deed.Owner));
            Assert.Empty(await NotesAsync(desk, deed.Other));
            Assert.Equal(deed.MailsToTheRequester, desk.Mail.Messages.Count(mail => mail.Message.Subject!.StartsWith($"[{deed.Owner}]", StringComparison.Ordinal)));
        }

        Assert.All(desk.Mail.CountByNotificationId(), of => Assert.Equal(1, of.Value));
        JsonArray mine = (await desk.GetAsync("/api/tickets", Anna)).Json["tickets"]!.AsArray();
        Assert.Equal(command == "split" ? deeds.Length : 0, mine.Count(line => (string?)line!["title"] == Part));
    }

    private async Task<Deed> DieAfterAsync(RunningDesk desk, int transactions, string command)
    {
        string one = await OpenAsync(desk, Anna), other = await OpenAsync(desk, Principal.Requester("paul"));
        if (command == "unlink")
        {
            (await desk.PostAsync($"/api/tickets/{one}/link", Agent, new { to = other })).Is(HttpStatusCode.OK);
            await Eventually.TrueAsync(async () => await AgreeAsync(desk, "link", one, other));
        }

        await QuietAsync(desk);
        Answer stands = await desk.GetAsync($"/api/tickets/{one}", Agent);
        int otherBefore = (await desk.GetAsync($"/api/tickets/{other}", Agent)).Version;
        int mailed = desk.Mail.Messages.Count;
        Task<Answer> AskAsync() => desk.PostAsync($"/api/tickets/{one}/{command}", Agent, BodyOf(command, other), key: $"{transactions}/{command}", match: command == "merge" ? stands.ETag : null);

        desk.Storage.Ledger.Reset();
        HoldAfter(desk, transactions);
        Answer first = await AskAsync();
        (string owner, string follower) = command == "split" ? (first.Number, one) : (one, other);
        int mails = command is "split" or "merge" ? 1 : 0;
        // Mails go out beside the second. All is told, and the outbox does not know; what is taken by the mail server and not yet written
        // down as sent would be sent again, which is another test's.
        await Eventually.TrueAsync(async () =>
            desk.Storage.Ledger.Count(StorageFault.TimeOut) > 0 && desk.Mail.Messages.Count == mailed + mails && await AreWrittenDownAsync(desk, owner));
        Assert.Equal(transactions == 2, await AgreeAsync(desk, command, owner, follower));
        desk.Process.KillHard();

        desk.Storage.Follow(null);
        await desk.Process.StartAsync();
        Answer again = await AskAsync();
        Assert.Equal((first.Status, first.Text, true), (again.Status, again.Text, again.Replayed));
        long began = Stopwatch.GetTimestamp();
        await desk.AdvanceAsync("PT2M");
        await Eventually.TrueAsync(async () => await AgreeAsync(desk, command, owner, follower));
        output.WriteLine($"{command}, killed after {transactions}: both ends agree after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        return command == "split"
            ? new(owner, 0, follower, stands.Version, mails)
            : new(owner, stands.Version, follower, otherBefore, 1 + mails);
    }

    /// <summary>Storage sees so many transactions of tickets; whatever would be written to tickets after them hangs until the process is dead.</summary>
    private static void HoldAfter(RunningDesk desk, int transactions)
    {
        int passed = 0;
        desk.Storage.Follow(new FaultPlan(1)
        {
            TimeOut = 1,
            HangFor = TimeSpan.FromMinutes(5),
            Spares = operation => operation is not { Service: "tables", Resource: "desk", IsWrite: true } || (operation.Kind == "transaction" && ++passed <= transactions),
        });
    }

    private const string Part = "A part of it";

    private static object BodyOf(string command, string other) => command switch
    {
        "split" => new { title = Part, description = "The door of the printer is loose too." },
        "merge" => new { into = other },
        _ => new { to = other },
    };

    private static async Task<string> OpenAsync(RunningDesk desk, Principal requester) =>
        (await desk.PostAsync("/api/incidents", requester, RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;

    private static async Task<bool> AgreeAsync(RunningDesk desk, string command, string owner, string other)
    {
        (string? there, string? back) = command switch
        {
            "link" => ("relatesTo", "relatesTo"),
            "split" => ("splitFrom", "splitInto"),
            "merge" => ("duplicateOf", "duplicatedBy"),
            _ => default((string?, string?)),
        };
        Assert.Equal(there, await LinkAsync(desk, owner, other));
        return await LinkAsync(desk, other, owner) == back;
    }

    private static async Task<string?> LinkAsync(RunningDesk desk, string from, string to) =>
        (await desk.GetAsync($"/api/tickets/{from}", Agent)).Json["links"] is JsonArray links
            ? (string?)links.SingleOrDefault(link => (string?)link!["number"] == to)?["kind"]
            : null;

    private static async Task<IEnumerable<string?>> SinceAsync(RunningDesk desk, string number, int version) =>
        [.. (await desk.GetAsync($"/api/tickets/{number}/events", Agent)).Json["events"]!.AsArray().Where(e => (int)e!["version"]! > version).Select(e => (string?)e!["what"])];

    private static async Task<IEnumerable<string?>> NotesAsync(RunningDesk desk, string number) =>
        [.. (await desk.GetAsync($"/api/tickets/{number}/journal", Agent)).Json["notes"]!.AsArray().Select(note => (string?)note!["kind"])];

    private static async Task<bool> AreWrittenDownAsync(RunningDesk desk, string number) =>
        (await desk.GetAsync($"/api/tickets/{number}/notifications", Agent)).Json["notifications"]!.AsArray().All(line => (string?)line!["state"] == "sent");

    /// <summary>Nothing is left to be told, nor to be told again: what a killed process had taken from the queue has come again after its lease.</summary>
    private static Task QuietAsync(RunningDesk desk) => Eventually.TrueAsync(async () =>
        (await desk.GetAsync("/api/health/ready")).Json is var ready && ready["oldestOutboxSeconds"] is null && (int?)ready["queueLength"] == 0);

    /// <summary>What was done to one ticket and followed by another, which stood at these versions before.</summary>
    private sealed record Deed(string Owner, int OwnerBefore, string Other, int OtherBefore, int MailsToTheRequester);
}
