using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Who reads Danish is told in Danish what stands in the way and what to do next; codes and pointers are for programs and stay.</summary>
public sealed class A_refusal_in_danish(ContractDesk desk)
{
    [Fact]
    public async Task Lists_in_words_what_a_handover_lacks()
    {
        (string number, _) = await desk.OpenAsync();
        object handover = new { team = "infrastructure" };

        JsonNode danish = await RefusedAsync($"api/tickets/{number}/dispatch?dryRun=true", handover, "da"), english = await RefusedAsync($"api/tickets/{number}/dispatch?dryRun=true", handover, "en");

        Assert.Equal("Ikke klar til overdragelse", (string?)danish["title"]);
        Assert.Equal("handover-incomplete", (string?)danish["code"]);
        Assert.Equal(Column(english, "pointer"), Column(danish, "pointer"));
        Assert.Empty(Column(english, "detail").Intersect(Column(danish, "detail")));
        Assert.All(["title", "detail", "remedy"], member => Assert.NotEqual((string?)english[member], (string?)danish[member]));
    }

    [Fact]
    public async Task Says_of_each_of_many_tickets_what_stood_in_the_way()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "begin-work", new { });
        string tag = await desk.TagAsync(number, ContractDesk.Agent);
        using HttpResponseMessage reply = await SendAsync(
            "api/tickets/bulk", new { command = "pend", tickets = new[] { new { number, etag = tag } }, body = new { reason = "PR-04" } }, "da");
        JsonNode line = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["results"]![0]!;
        Assert.Equal(["'Afventer - fremtidig dato' kræver den dato, der ventes på."], Column(line, "detail"));
    }

    [Theory]
    [InlineData("da", "Findes ikke")]
    [InlineData("en", "Not found")]
    public async Task Names_its_language_to_caches(string language, string title)
    {
        using HttpResponseMessage reply = await SendAsync("api/tickets/INC-9999999/resume", new { }, language);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal(title, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["title"]);
        Assert.Equal([language], reply.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", reply.Headers.Vary);
    }

    [Fact]
    public void Has_words_for_every_code() => Assert.All(
        ProblemCode.All.SelectMany(code => new[] { code.Title, code.Remedy }),
        sentence => Assert.True(sentence.Danish is { Length: > 0 } danish && danish != sentence.English, sentence.English));

    private async Task<JsonNode> RefusedAsync(string path, object body, string language)
    {
        using HttpResponseMessage reply = await SendAsync(path, body, language);
        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object body, string language)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body);
        request.Headers.Add("Accept-Language", language);
        return await desk.Http.SendAsync(request);
    }

    private static IEnumerable<string?> Column(JsonNode problem, string member) => problem["errors"]!.AsArray().Select(error => (string?)error![member]);
}
