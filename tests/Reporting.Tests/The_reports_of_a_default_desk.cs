using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Summaries;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Reporting.Tests;

public sealed class The_reports_of_a_default_desk
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");

    [Fact]
    [Trait("Rule", "AU-17")]
    public async Task Have_no_handling_time_to_measure_against()
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(new TableServiceClient(account)).AddSingleton(new BlobServiceClient(account)).AddSingleton(TimeProvider.System)
            .AddSingleton<DeskTables>().AddSingleton<DueIndex>().AddSingleton<NumberBlocks>().AddSingleton<CreationKeys>().AddSingleton<TicketStore>().AddSingleton<ProfileStore>().AddSingleton<SelfHelpCounts>()
            .AddReporting()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await services.GetRequiredService<DeskTables>().CreateAsync(CancellationToken.None);

        TicketFact[] facts = [.. An_incremental_build.Some(30).Select((script, i) => TicketFact.Of(script.Play(au, i + 1)))];
        await services.GetRequiredService<ReportBuilder>().AddAsync(au, facts.ToAsyncEnumerable(), progress: null, CancellationToken.None);
        SummaryAnswer answer = await services.GetRequiredService<ReportStore>().SummaryAsync(au, new(null, null, null, null), CancellationToken.None);

        Assert.True(answer.Summary.Totals.Resolved > 0);
        Assert.All<Figures>([answer.Summary.Totals, .. answer.Summary.ByPriority], figures => Assert.Equal((null, 0.0), (figures.WithinTargetShare, figures.TargetCoverageShare)));
    }
}
