using System.Diagnostics;
using System.Text.Json;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>The program as it is called: what it prints, and with which code it ends.</summary>
public sealed class The_command_line
{
    [Theory]
    [InlineData("import servicenow /nowhere/log.csv", "There is no file /nowhere/log.csv")]
    [InlineData("import servicenow", "Which log?")]
    [InlineData("import servicenow {log} --zone Mars/Olympus --dry-run", "no time zone")]
    [InlineData("import servicenow {log} --mapping /nowhere.json --dry-run", "--print-mapping")]
    [InlineData("import servicenow {wrong} --dry-run", "is not a ServiceNow incident log: its first row lacks number")]
    [InlineData("import servicenow {log} --dry-run --report {log}.txt", "neither .json nor .md")]
    [InlineData("import servicenow {log} --organisation Not_One --dry-run", "is no organisation")]
    [InlineData("import servicenow {log} --connection nonsense", "no storage connection")]
    [InlineData("demo --months 0", "--months is 1 to 120")]
    public async Task Says_what_to_do_about_a_mistake(string line, string said)
    {
        await using Bench bench = Bench.Dry();
        string log = bench.File(Written.Log(Written.Plain())), wrong = bench.File(["a,b,c", "1,2,3"]);
        (int code, _, string errors) = await RunAsync(line.Replace("{log}", log, StringComparison.Ordinal).Replace("{wrong}", wrong, StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains(said, errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_a_report_with_every_finding()
    {
        await using Bench bench = Bench.Dry();
        string log = bench.File(Written.Log([.. Written.Plain(), Written.Row(4, "07-03-2016 13:00", "Closed", Written.Times)]));
        (int code, string output, _) = await RunAsync($"import servicenow {log} --dry-run --report {log}.json --report {log}.md");
        Assert.Equal(0, code);
        Assert.Contains("Every difference is explained by a rule.", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes($"{log}.json"));
        Assert.Equal(5, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "R-14" && finding.GetProperty("line").GetInt32() == 6);
        Assert.Contains("| R-14 | INC0000001 | 6 |", File.ReadAllText($"{log}.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_after_an_import_where_to_find_what_was_imported()
    {
        await using Bench bench = await Bench.OpenAsync();
        string log = bench.File(Written.Log(Written.Plain()));
        (int code, string output, _) = await RunAsync("import", "servicenow", log, "--connection", bench.Connection);
        Assert.Equal(0, code);
        Assert.Contains("INC0000001 is INC-", output, StringComparison.Ordinal);
        Assert.Contains("/api/reports/summary?from=2016-02&to=2016-03\" -H", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_two_where_a_difference_has_no_rule()
    {
        await using Bench bench = Bench.Dry();
        string[] rows = Written.Plain();
        rows[3] = rows[3].Replace(",FALSE,0,0,3,", ",FALSE,2,0,3,", StringComparison.Ordinal);
        (int code, string output, _) = await RunAsync($"import servicenow {bench.File(Written.Log(rows))} --dry-run");
        Assert.Equal(2, code);
        Assert.Contains("1 differences no rule explains.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_a_mapping_that_it_takes_back()
    {
        (int code, string mapping, _) = await RunAsync("import servicenow --print-mapping");
        Assert.Equal(0, code);
        await using Bench bench = Bench.Dry();
        string file = bench.File([mapping.Replace("\"PR-07\"", "\"PR-08\"", StringComparison.Ordinal)]);
        Assert.Equal("PR-08", Mapping.Read(file).FindState("Awaiting Vendor")!.Reason);
        Assert.Null(Mapping.Default.Complain(Aarhus.Profile));
    }

    [Fact]
    public void Refuses_a_mapping_to_a_reason_that_asks_for_a_date()
    {
        var states = new Dictionary<string, StateMeaning>(Mapping.Default.States) { ["Awaiting Vendor"] = new(TicketStatus.Pending, "PR-04") };
        Assert.Contains("asks for no date", (Mapping.Default with { States = states }).Complain(Aarhus.Profile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_a_log_that_it_can_read()
    {
        (_, string log, _) = await RunAsync("generate servicenow --rows 50 --seed 3");
        await using Bench bench = Bench.Dry();
        Outcome outcome = await bench.RehearseAsync(bench.File(log.TrimEnd().Split('\n')));
        Assert.Equal(50, outcome.Result.Survey.Rows);
        Assert.Equal(0, outcome.Parity.Unexplained);
    }

    [Fact]
    public async Task Explains_itself()
    {
        (int code, string output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.All(["import servicenow FILE", "compare servicenow FILE", "demo", "generate servicenow", "lists rebuild", "verify"], command => Assert.Contains(command, output, StringComparison.Ordinal));
    }

    [Fact]
    public void Has_every_rule_in_its_documentation()
    {
        string text = File.ReadAllText(Checkout.PathOf("docs", "import-servicenow.md"));
        Assert.All(Rules.All, rule => Assert.Contains($"| {rule.Id} | {rule.Text} |", text, StringComparison.Ordinal));
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(string line) => RunAsync(line.Split(' '));

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Built("Itsm"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
