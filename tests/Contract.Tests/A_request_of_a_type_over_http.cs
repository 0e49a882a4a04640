using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>A form of its own, and steps that the desk sees as tasks (AU-10).</summary>
public sealed class A_request_of_a_type_over_http(ContractDesk desk)
{
    private static readonly object Answers = new { what = "mailbox", name = "library@example.org", who = "Anna", @new = "yes" };

    [Theory]
    [InlineData("en", "Access to a shared drive or functional mailbox", "Is it to be created? yes")]
    [InlineData("da", "Adgang til fællesdrev eller funktionspostkasse", "Skal det oprettes? ja")]
    [Trait("Rule", "AU-10")]
    public async Task Says_in_the_caller_s_language_what_they_left_out(string language, string title, string line)
    {
        HttpRequestMessage request = ContractDesk.User.Send(HttpMethod.Post, "api/requests", new { type = "shared-drive-or-mailbox", answers = Answers });
        request.Headers.Add("Accept-Language", language);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        JsonNode ticket = await OfAsync(reply);

        Assert.Equal((HttpStatusCode.Created, title, "access", "shared-drive"), (reply.StatusCode, (string?)ticket["title"], (string?)ticket["category"], (string?)ticket["subcategory"]));
        Assert.Contains(line, (string?)ticket["description"], StringComparison.Ordinal);
        Assert.Equal(("shared-drive-or-mailbox", "mailbox"), ((string?)ticket["type"], (string?)ticket["answers"]!["what"]));
        Assert.Null(ticket["tasks"]);

        using HttpResponseMessage seen = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{(string?)ticket["number"]}"));
        Assert.Equal([(1, null), (2, "infrastructure")], (await OfAsync(seen))["tasks"]!.AsArray().Select(task => ((int)task!["id"]!, (string?)task["team"])));
    }

    [Theory]
    [InlineData("""{"type":"shared-drive-or-mailbox","answers":{"what":"drive","name":"x"}}""", "/answers/who")]
    [InlineData("""{"type":"spaceship","answers":{}}""", "/type")]
    [InlineData("""{"type":"docking-station","answers":{"computer":"x"},"quick":true,"solution":"Done."}""", "/type")]
    [InlineData("""{"title":"T","description":"D","category":"hardware","subcategory":"screen","importance":"mustHave","speed":"standard","answers":{"computer":"x"}}""", "/answers")]
    [InlineData("""{"type":"docking-station","category":"network","answers":{"computer":"x"}}""", "/subcategory")]
    [Trait("Rule", "AU-10")]
    public async Task Is_told_where_it_is_wrong(string body, string pointer)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/requests", body));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([pointer], (await OfAsync(reply))["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
    }

    [Fact]
    [Trait("Rule", "AU-10")]
    public async Task Stands_in_the_catalogue_with_its_questions_and_steps()
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.User.Send(HttpMethod.Get, "api/catalogue"));
        JsonNode type = (await OfAsync(reply))["requestTypes"]!.AsArray().Single(one => (string?)one!["id"] == "new-employee-computer")!;

        Assert.Equal(("Computer for a new employee", "Computer til en ny medarbejder"), ((string?)type["label"]!["en"], (string?)type["label"]!["da"]));
        Assert.Equal(["text", "date", "text", "choice", "yesNo"], type["questions"]!.AsArray().Select(question => (string?)question!["kind"]));
        Assert.Equal(["windows", "mac", "desktop"], type["questions"]![3]!["choices"]!.AsArray().Select(choice => (string?)choice!["id"]));
        Assert.Equal(3, type["steps"]!.AsArray().Count);
    }

    [Fact]
    public async Task Is_resolved_with_its_open_tasks_only_where_that_is_said()
    {
        using HttpResponseMessage opened = await desk.Http.SendAsync(ContractDesk.User.Send(HttpMethod.Post, "api/requests", new { type = "docking-station", answers = new { computer = "PC-42" } }));
        string number = (string)(await OfAsync(opened))["number"]!;
        await desk.DoAsync(number, "complete-task", new { task = 1, note = "Ordered at the supplier." });
        HttpRequestMessage resolve = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{number}/resolve", new { solution = "Here it is." });
        resolve.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, ContractDesk.Agent));
        using HttpResponseMessage refused = await desk.Http.SendAsync(resolve);

        Assert.Equal((HttpStatusCode.Conflict, "open-tasks"), (refused.StatusCode, (string?)(await OfAsync(refused))["code"]));
        await desk.DoAsync(number, "resolve", new { solution = "Here it is.", openTasks = "cancel" });

        // What was noted on a task is the desk's own.
        foreach ((Principal who, string[] kinds) in new[] { (ContractDesk.Agent, new[] { "task", "solution" }), (ContractDesk.User, ["solution"]) })
        {
            using HttpResponseMessage journal = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/journal"));
            Assert.Equal(kinds, (await OfAsync(journal))["notes"]!.AsArray().Select(note => (string?)note!["kind"]));
        }
    }

    private static async Task<JsonNode> OfAsync(HttpResponseMessage reply) => JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
}
