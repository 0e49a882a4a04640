using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.OpenApi;

namespace ItsmFunctions.Contract.Tests;

public sealed partial class The_documentation_page(ContractDesk desk)
{
    // Whose role may do it, where an agent's does not.
    private static readonly Dictionary<string, string> CallerOf = new()
    {
        ["openIncident"] = "anna",
        ["openRequest"] = "anna",
        ["answerSurvey"] = "anna",
        ["answerSelfHelp"] = "anna",
        ["receiveMail"] = "gate",
        ["receiveAlerts"] = "probe",
        ["publishArticle"] = "mia",
        ["retireArticle"] = "mia",
        ["createWebhook"] = "mia",
        ["rotateWebhookSecret"] = "mia",
        ["replayWebhook"] = "mia",
        ["acceptProblemProposal"] = "mia",
        ["dismissProblemProposal"] = "mia",
        ["revealAutomationSecret"] = "mia",
        ["simulateServiceLevels"] = "mia",
        ["correctServiceLevel"] = "mia",
        ["readHolidays"] = "mia",
        ["declareMajor"] = "mia",
        ["informAffected"] = "mia",
        ["publishStatus"] = "mia",
        ["standDown"] = "mia",
        ["vote"] = "inge",
        ["delegateVote"] = "inge",
    };

    [Fact]
    public async Task Is_well_formed_and_has_no_script_no_inline_style_and_nothing_from_elsewhere()
    {
        string html = await desk.Http.GetStringAsync("api/docs");

        XDocument page = Read(html);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "style" or "img" or "iframe" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"), attribute => Assert.Matches("^(#|/api/)", attribute.Value));
    }

    [Fact]
    public async Task May_load_its_style_sheet_and_nothing_else()
    {
        using HttpResponseMessage page = await desk.Http.GetAsync("api/docs"), style = await desk.Http.GetAsync("api/docs.css");

        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotMatch("@import|url\\(", await style.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Shows_every_operation_type_and_code_and_leads_nowhere_in_vain()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        HashSet<string> there = [.. ids];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Superset(Contract.Operations.Select(operation => operation.Id).ToHashSet(), there);
        Assert.Superset(ProblemCode.All.Select(code => $"code-{code.Code}").ToHashSet(), there);
        Assert.Superset(Contract.Document["components"]!["schemas"]!.AsObject().Select(schema => $"type-{schema.Key}").ToHashSet(), there);
        Assert.Subset(there, page.Descendants().Attributes("href").Where(href => href.Value.StartsWith('#')).Select(href => href.Value[1..]).ToHashSet());
    }

    [Fact]
    public async Task Shows_examples_of_reading_that_work_as_they_stand()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));
        (string number, _) = await desk.OpenAsync();
        string file = await desk.AttachAsync(number), article = await desk.DraftAsync(), change = await desk.ChangeAtAsync("review"), problem = await desk.ProblemAtAsync("cleared");
        Dictionary<string, Principal> callers = DeclaredCaller().Matches(FirstSteps.Callers).ToDictionary(found => found.Groups["name"].Value, found => Principal.Of(found.Groups["id"].Value, found.Groups["role"].Value));
        Assert.Equal(["anna", "bo", "gate", "inge", "lea", "mia", "probe"], callers.Keys.Order());
        foreach (ContractOperation operation in Contract.Operations.Where(operation => operation.Method == HttpMethod.Get))
        {
            string example = ExampleOf(page, operation.Id);
            Match read = Assert.Single(ReadingExample().Matches(example));
            string path = read.Groups["path"].Value.Replace("$NUMBER", number, StringComparison.Ordinal).Replace("$REVIEW", change, StringComparison.Ordinal).Replace("$PROBLEM", problem, StringComparison.Ordinal).Replace("$ERROR", $"KE-{problem[4..]}", StringComparison.Ordinal).Replace("$FILE", file, StringComparison.Ordinal).Replace("$ARTICLE", article, StringComparison.Ordinal).Replace("$WEBHOOK", await desk.WebhookAsync(), StringComparison.Ordinal).Replace("$SIMULATION", await desk.SimulationAsync(), StringComparison.Ordinal);
            using var request = read.Groups["by"] is { Success: true, Value: var by } ? callers[by].Send(HttpMethod.Get, path) : new HttpRequestMessage(HttpMethod.Get, path);
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            // The desk of these examples coordinates no incident: its answer says so.
            if (operation.Id == "readOrmis")
                Assert.Equal(System.Net.HttpStatusCode.NotFound, reply.StatusCode);
            else
                Assert.True(reply.IsSuccessStatusCode, $"{example}\n{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Shows_examples_of_writing_about_one_s_own_ticket_with_a_role_that_may()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));
        foreach (ContractOperation operation in Contract.Operations.Where(operation => operation.Method == HttpMethod.Post))
        {
            string example = ExampleOf(page, operation.Id);
            string by = CallerOf.GetValueOrDefault(operation.Id, "bo");
            Assert.Contains($"-H \"${by}\"", example, StringComparison.Ordinal);
            string number = operation.Id switch { "vote" or "delegateVote" => "$REVIEW", "submitChange" => "$DRAFT", _ => "" } is { Length: > 0 } own ? own : operation.Path.StartsWith("/api/changes/{number}", StringComparison.Ordinal) ? "$CHANGE" : operation.Path.StartsWith("/api/problems/{number}", StringComparison.Ordinal) ? "$PROBLEM" : "$NUMBER";
            Assert.Equal(operation.Path.Contains("{number}", StringComparison.Ordinal), example.Contains($"/{number}/", StringComparison.Ordinal));
            Assert.Equal(operation.Definition["responses"]!["428"] is not null, example.Contains(operation.Path.Contains("{article}", StringComparison.Ordinal) ? "-H 'If-Match: \"1\"'" : number != "$NUMBER" ? $"-H \"If-Match: $(etag {number})\"" : "-H \"If-Match: $ETAG\"", StringComparison.Ordinal));
            Assert.DoesNotMatch("uuidgen|base64 -w|INC-[0-9]", example);
        }
    }

    /// <summary>A reader sees what a parameter takes without following a link.</summary>
    [Fact]
    public async Task Says_the_type_and_the_values_of_each_parameter()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));
        XElement[] rows = [.. Operation(page, "listTickets").Descendants("table").First().Descendants("tr").Skip(1)];
        XElement Type(string name) => rows.Single(row => row.Descendants("code").First().Value == name).Elements("td").ElementAt(1);

        Assert.All(rows, row => Assert.NotEmpty(row.Elements("td").ElementAt(1).Value));
        Assert.Equal(("whole number, 1 to 200", "whole number, 1 to 5"), (Type("top").Value, Type("priority").Value));
        Assert.Equal(["incident", "request", "problem", "change"], Type("kind").Elements("code").Select(code => code.Value));
        Assert.Equal(["new", "assigned", "inProgress", "pending", "resolved", "closed", "cancelled"], Type("status").Elements("code").Select(code => code.Value));
    }

    private static XElement Operation(XDocument page, string id) => page.Descendants("article").Single(article => article.Attribute("aria-labelledby")!.Value == id);

    private static string ExampleOf(XDocument page, string id) => Operation(page, id).Descendants("details").Single().Descendants("code").Single().Value;

    [Fact]
    public async Task Can_be_walked_by_headings_and_landmarks()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));

        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Single(page.Descendants("main"));
        Assert.Single(page.Descendants("h1"));
        int[] levels = [.. page.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second - pair.First <= 1, "a heading skips a level"));
        Assert.All(page.Descendants("th"), head => Assert.NotNull(head.Attribute("scope")));
        Assert.All(page.Descendants("nav"), nav => Assert.NotNull(nav.Attribute("aria-label")));
    }

    // HTML that is XML too, but for the doctype and the empty elements.
    private static XDocument Read(string html) =>
        XDocument.Parse(EmptyElement().Replace(html.Replace("<!doctype html>", "", StringComparison.Ordinal), "$0</$1>"));

    [GeneratedRegex("<(meta|link|wbr)\\b[^>]*>")]
    private static partial Regex EmptyElement();

    [GeneratedRegex("""^curl -i "\$desk(?<path>/[^"]*)"(?: \\\n  -H "\$(?<by>\w+)")?; echo$""")]
    private static partial Regex ReadingExample();

    [GeneratedRegex("""(?m)^(?<name>\w+)="X-MS-CLIENT-PRINCIPAL: \$\(be (?<id>\w+) (?<role>[\w.]+)\)"$""")]
    private static partial Regex DeclaredCaller();

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();
}
