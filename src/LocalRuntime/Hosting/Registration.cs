using System.Reflection;
using ItsmFunctions.LocalRuntime.Admin;
using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Durable;
using ItsmFunctions.LocalRuntime.Http;
using ItsmFunctions.LocalRuntime.Invocation;
using ItsmFunctions.LocalRuntime.Queues;
using ItsmFunctions.LocalRuntime.State;
using ItsmFunctions.LocalRuntime.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ItsmFunctions.LocalRuntime.Hosting;

internal static class Registration
{
    public static void AddLocalRuntime(this IServiceCollection services, IConfiguration configuration, Pipeline pipeline, StartConditions conditions)
    {
        // Reading the functions and waking the storage client take as long as the app takes to register what it is made of: all at once.
        var host = HostJson.Read();
        var catalogue = Task.Run(() => FunctionCatalogue.Of(Assembly.GetEntryAssembly()!.GetTypes(), host, configuration));
        var account = new StorageAccount(configuration);
        var state = new HostState(account);
        if (conditions.AreMet(configuration))
            state.BeginOpening();

        var clock = new DeskClock();
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        services.AddSingleton(conditions).AddSingleton(host).AddSingleton(pipeline);
        services.AddSingleton(_ => catalogue.GetAwaiter().GetResult());
        services.AddSingleton<Invoker>().AddSingleton<AccessKeys>().AddSingleton<HttpDoor>();
        services.AddSingleton(account).AddSingleton(state).AddSingleton<StorageTraffic>();
        services.AddSingleton<DeskTime>().AddSingleton<ScheduleBook>().AddSingleton<QueueSettings>();
        services.AddSingleton<ClockDoor>().AddSingleton<FunctionsDoor>();
        services.AddDueSource<TimerDoor>();
        services.AddDueSource<QueueDoor>();
        services.AddDurable();
    }

    /// <summary>One object that runs with the host and is asked when desk time is moved.</summary>
    public static void AddDueSource<T>(this IServiceCollection services) where T : class, IDueSource, IHostedService
    {
        services.AddSingleton<T>();
        services.AddSingleton<IDueSource>(provider => provider.GetRequiredService<T>());
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
