using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Itsm.Demo;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Report.Tests;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

[assembly: AssemblyFixture(typeof(DashboardDesk))]

namespace ItsmFunctions.Report.Tests;

/// <summary>A running desk with half a year behind it, in which something was promised from the beginning.</summary>
public sealed class DashboardDesk : IAsyncLifetime
{
    private static readonly OrganisationId Demo = OrganisationId.Parse("demo");

    private DeskProcess? _desk;

    public string Address => _desk!.Http.BaseAddress!.ToString().TrimEnd('/');

    public HttpClient Http => _desk!.Http;

    public async ValueTask InitializeAsync()
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        var screen = new Screen(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null), Interactive = InteractionSupport.No }));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        // Promised before the first ticket came: as any desk that has promised something for a while.
        DeskStorage before = await DeskStorage.OpenAsync(account, new FakeTimeProvider(now.AddYears(-1)), CancellationToken.None);
        await before.Profiles.WriteAsync(Demo, new ProfileChanges(Name: "Demo University", DefaultProblemTeam: "infrastructure", DefaultChangeTeam: "infrastructure", ChangeReviewTeam: "infrastructure", ServicePolicies: Policies), CancellationToken.None);
        DeskStorage storage = await DeskStorage.OpenAsync(account, TimeProvider.System, CancellationToken.None);
        DemoResult made = await new DemoDesk(storage, screen, TimeProvider.System).MakeAsync(new(Demo, 7, 1, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute))), CancellationToken.None);
        await storage.Reports.AddAsync(Demo, made.Facts.ToAsyncEnumerable(), progress: null, CancellationToken.None);
        _desk = await DeskProcess.StartDeskAsync(account);
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
            await _desk.DisposeAsync();
    }

    private static ServicePolicy[] Policies =>
    [
        Policy("high", [1, 2], response: 60, resolution: 8 * 60),
        Policy("middle", [3], response: 4 * 60, resolution: 24 * 60),
        Policy("low", [4, 5], response: 8 * 60, resolution: 40 * 60),
    ];

    private static ServicePolicy Policy(string id, int[] ranks, int response, int resolution) =>
        new(id, id, id, new(Ranks: ranks), [new(TargetKind.FirstResponse, response), new(TargetKind.Resolution, resolution)]);
}
