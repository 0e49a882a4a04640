using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Forecasts;
using ItsmFunctions.Reporting.Queries;
using ItsmFunctions.Reporting.Search;
using ItsmFunctions.Reporting.Simulations;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Simulations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ItsmFunctions.Reporting;

/// <summary>The resolution targets of an organisation: what its service levels say.</summary>
public delegate ResolutionTargets ReportTargets(OrganisationId organisation, Profile profile);

public static class ReportingRegistration
{
    /// <summary>Needs the table and blob service clients, the storage of tickets and profiles, and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.TryAddSingleton<TicketScan>();
        services.TryAddSingleton<DirtyMarks>();
        services.TryAddSingleton<ReportBlobs>();
        services.TryAddSingleton<ReportTargets>(_ => (_, _) => ResolutionTargets.None);
        services.TryAddSingleton<ReportFeed>();
        services.TryAddSingleton<ReportBuilder>();
        services.TryAddSingleton<ReportStore>();
        services.TryAddSingleton<ReportQueries>();
        services.TryAddSingleton<SelfHelpReports>();
        services.TryAddSingleton<SimulationBlobs>();
        services.TryAddSingleton<SimulationStore>();
        services.TryAddSingleton<Simulator>();
        services.TryAddSingleton<Forecaster>();
        services.TryAddSingleton<SearchMarks>();
        services.TryAddSingleton<SearchBlobs>();
        services.TryAddSingleton<SearchBuilder>();
        services.TryAddSingleton<SearchStore>();
        return services;
    }
}
