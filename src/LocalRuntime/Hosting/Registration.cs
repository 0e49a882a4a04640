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
    public static void AddLocalRuntime(this IServiceCollection services, Pipeline pipeline, StartConditions conditions)
    {
        var clock = new DeskClock();
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        services.AddSingleton(conditions).AddSingleton(HostJson.Read()).AddSingleton(pipeline);
        services.AddSingleton(provider => FunctionCatalogue.Of(
            Assembly.GetEntryAssembly()!.GetTypes(), provider.GetRequiredService<HostJson>(), provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Invoker>().AddSingleton<AccessKeys>().AddSingleton<HttpDoor>();
        services.AddSingleton<StorageAccount>().AddSingleton<HostState>().AddSingleton<StorageTraffic>();
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
