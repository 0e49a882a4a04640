using ItsmFunctions.LocalRuntime.Catalogue;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>What the console shows at start: where the host listens and what it hosts, as <c>func start</c> does.</summary>
internal static class Greeting
{
    public static void Write(FunctionCatalogue catalogue, IEnumerable<string> addresses, TextWriter console)
    {
        var address = addresses.First().TrimEnd('/');
        console.WriteLine($"Listening at {address}");
        foreach (var function in catalogue.Functions)
            console.WriteLine($"  {function.Name}: {(function.IsDisabled ? "disabled" : Describe(function.Trigger, address))}");
        console.Flush();
    }

    private static string Describe(Trigger trigger, string address) => trigger switch
    {
        Trigger.Http http => $"[{(http.Methods is [] ? "ANY" : string.Join(',', http.Methods))}] {address}/{http.Route}",
        Trigger.Schedule schedule => $"timer {schedule.Expression}",
        Trigger.Queue queue => $"queue {queue.Name}",
        _ => trigger.BindingType,
    };
}
