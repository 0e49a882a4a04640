using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ItsmFunctions.Fidelity.Tests;

public sealed class A_queue_function(SharedHost shared)
{
    private readonly FidelityHost host = shared.Host;

    [Fact]
    public async Task Takes_a_message_as_text()
    {
        await SendAsync("texts", "Grüße, æøå");
        Assert.Single(await host.EventuallyAsync("TakeText", 1, note => note["text"] == "Grüße, æøå"));
    }

    [Fact]
    public async Task Takes_a_message_as_an_object_whose_members_ignore_case()
    {
        await SendAsync("parcels", """{"SENDER":"Post","weight":3}""");
        var note = Assert.Single(await host.EventuallyAsync("TakeParcel", 1, n => n["sender"] == "Post"));
        Assert.Equal("3", note["weight"]);
    }

    [Fact]
    public async Task Knows_the_id_and_the_dequeue_count()
    {
        var sent = await SendAsync("texts", "with an id");
        var note = Assert.Single(await host.EventuallyAsync("TakeText", 1, n => n["text"] == "with an id"));
        Assert.Equal((sent.MessageId, "1"), (note["id"], note["dequeueCount"]));
    }

    [Fact]
    public async Task Gets_a_message_again_until_it_succeeds()
    {
        await SendAsync("troubles", "2");
        var notes = await host.EventuallyAsync("TakeTrouble", 3, n => n["text"] == "2");
        Assert.Equal(["1", "2", "3"], notes.Select(n => n["dequeueCount"]));
    }

    [Fact]
    public async Task Gives_a_message_to_the_poison_queue_after_five_tries()
    {
        await SendAsync("troubles", "99");
        var poison = await ReceiveAsync("troubles-poison", "99");
        Assert.Equal("99", poison.Body.ToString());
        Assert.Equal(["1", "2", "3", "4", "5"], (await host.ByAsync("TakeTrouble")).Where(n => n["text"] == "99").Select(n => n["dequeueCount"]));
    }

    [Fact]
    public async Task Gives_a_message_that_it_cannot_read_to_the_poison_queue()
    {
        await SendAsync("parcels", "{ no JSON");
        Assert.Equal("{ no JSON", (await ReceiveAsync("parcels-poison", "{ no JSON")).Body.ToString());
    }

    [Fact]
    public async Task Runs_on_request_with_the_input_as_its_message()
    {
        var body = new StringContent("""{"input":"by hand"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await host.Http.PostAsync("admin/functions/TakeLoose", body)).StatusCode);
        Assert.Single(await host.EventuallyAsync("TakeLoose", 1, n => n["text"] == "by hand"));
    }

    [Fact]
    public async Task Keeps_a_message_to_itself_while_it_runs()
    {
        // Longer than the lease of the local runtime, which renews it.
        await SendAsync("longs", "20");
        await host.EventuallyAsync("TakeLong", 1, n => n["what"] == "ended", TimeSpan.FromSeconds(60));
        Assert.Single(await host.ByAsync("TakeLong"), n => n["what"] == "begun");
    }

    private async Task<SendReceipt> SendAsync(string queue, string text)
    {
        await Queue(queue).CreateIfNotExistsAsync();
        return (await Queue(queue).SendMessageAsync(text)).Value;
    }

    private Task<QueueMessage> ReceiveAsync(string queue, string text) => Eventually.BecomesAsync<QueueMessage>(
        async () => (await Queue(queue).ReceiveMessagesAsync(maxMessages: 32, visibilityTimeout: TimeSpan.FromSeconds(1))).Value
            .First(m => m.Body.ToString() == text),
        _ => true,
        $"'{text}' in {queue}");

    private QueueClient Queue(string name) => new(host.Storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}

public sealed class HostOnEmptyAccounts() : OwnHost("kills the host, and knows the accounts that it uses");

public sealed class A_queue_function_on_empty_accounts(HostOnEmptyAccounts own) : IClassFixture<HostOnEmptyAccounts>
{
    private readonly FidelityHost host = own.Host;

    [Fact]
    public async Task Does_not_create_its_queue()
    {
        await host.Http.PostAsync("api/queues/troubles", new StringContent("0"));
        await host.EventuallyAsync("TakeTrouble", 1);
        Assert.False(await new QueueClient(host.Storage, "parcels").ExistsAsync());
    }

    [Fact]
    public async Task Takes_from_the_account_that_its_connection_names()
    {
        var queue = new QueueClient(host.Settings["OtherStorage"], "elsewhere", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("over there");
        Assert.Equal("over there", (await host.EventuallyAsync("TakeElsewhere", 1))[0]["text"]);
    }

    [Fact]
    public async Task Gets_a_message_again_after_its_host_was_killed()
    {
        await host.Http.PostAsync("api/queues/longs", new StringContent("600"));
        await host.EventuallyAsync("TakeLong", 1);
        host.Process.KillHard();
        await host.Process.StartAsync();
        Assert.All(await host.EventuallyAsync("TakeLong", 2, within: TimeSpan.FromSeconds(60)), n => Assert.Equal("begun", n["what"]));
    }
}
