using ItsmFunctions.Itsm.ServiceNow.Samples;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>Whatever is changed in a log shows in its report.</summary>
public sealed class A_mutated_log
{
    private const int Rows = 1_200;

    [Theory]
    [InlineData(nameof(Mutation.Time), Measure.ResolutionTimes)]
    [InlineData(nameof(Mutation.Counter), Measure.Reassignments)]
    public async Task Differs_from_what_it_recorded_and_no_rule_explains_it(string mutation, Measure measure)
    {
        await using Bench bench = Bench.Dry();
        Outcome whole = await bench.RehearseAsync(bench.Sample(Rows)), mutated = await bench.RehearseAsync(bench.Sample(Rows, mutations: Enum.Parse<Mutation>(mutation)));
        Assert.Empty(whole.Unexplained);
        Assert.NotEmpty(mutated.Unexplained);
        Assert.All(mutated.Unexplained, entry => Assert.Equal(measure, entry.Measure));
        Assert.All(mutated.Unexplained, entry => Assert.EndsWith("99", entry.Incident, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(Mutation.State), "R-13")]
    [InlineData(nameof(Mutation.Row), "R-07")]
    [InlineData(nameof(Mutation.Duplicate), "R-08")]
    [InlineData(nameof(Mutation.Order), "R-06")]
    public async Task Is_listed_under_the_rule_that_handles_it(string mutation, string rule)
    {
        await using Bench bench = Bench.Dry();
        Outcome whole = await bench.RehearseAsync(bench.Sample(Rows)), mutated = await bench.RehearseAsync(bench.Sample(Rows, mutations: Enum.Parse<Mutation>(mutation)));
        Assert.True(mutated.Findings.Count(finding => finding.Rule == rule) > whole.Findings.Count(finding => finding.Rule == rule));
        Assert.Contains(mutated.Findings, finding => finding.Rule == rule && finding.Incident.EndsWith("99", StringComparison.Ordinal));
    }

    public static TheoryData<string, int, string, string, Measure> Edits => new()
    {
        { "the last state flipped", 3, ",Closed,", ",Active,", Measure.CloseTimes },
        { "a state flipped to a resolution", 0, ",New,", ",Resolved,", Measure.Reopenings },
        { "the resolution moved", 2, ",01-03-2016 12:00,Phone", ",01-03-2016 11:00,Phone", Measure.ResolutionTimes },
        { "the close moved", 3, ",06-03-2016 13:00,Phone", ",06-03-2016 14:00,Phone", Measure.CloseTimes },
        { "a reassignment counted in between", 1, ",TRUE,0,0,1,", ",TRUE,1,0,1,", Measure.Reassignments },
        { "a reopening counted at the end", 3, ",FALSE,0,0,3,", ",FALSE,0,1,3,", Measure.Reopenings },
        { "another priority", 3, ",3 - Moderate,", ",1 - Critical,", Measure.Priorities },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Differs_where_one_value_was_changed(string what, int row, string from, string to, Measure measure)
    {
        string[] rows = Written.Plain();
        string mutated = rows[row].Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(rows[row], mutated);
        rows[row] = mutated;
        await using Bench bench = Bench.Dry();
        Outcome outcome = await bench.RehearseAsync(bench.File(Written.Log(rows)));
        Assert.True(outcome.Unexplained.Any(entry => entry.Measure == measure && entry.Incident == "INC0000001"), $"{what} was not found.");
    }

    [Fact]
    public async Task Differs_from_the_store_in_the_very_rows_that_were_changed()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] lines = Written.Log([.. Written.Plain("INC0000001"), .. Written.Plain("INC0000002"), .. Written.Plain("INC0000003")]);
        await bench.ImportAsync(bench.File(lines));

        // A note's time, which nothing else in the log repeats; a row taken out; an incident taken out.
        string[] mutated = [.. lines[..2], lines[2].Replace("29-02-2016 09:00", "29-02-2016 09:30", StringComparison.Ordinal), .. lines[3..6], .. lines[7..9]];
        Outcome outcome = await bench.CompareAsync(bench.File(mutated));
        Assert.Equal(0, outcome.Writes);
        Assert.Contains(outcome.Unexplained, entry => entry is { Incident: "INC0000001", Measure: Measure.Events, Line: 3, Recomputed: "no event" });
        Assert.Contains(outcome.Unexplained, entry => entry is { Incident: "INC0000001", Measure: Measure.Events, Recorded: "no row" });
        Assert.Contains(outcome.Unexplained, entry => entry is { Incident: "INC0000002", Measure: Measure.Events, Recorded: "no row" });
        Assert.Equal(1, outcome.Parity.OnlyStored);
    }
}
