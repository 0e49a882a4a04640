using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>What starts a function.</summary>
internal abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>The word by which the Functions host knows the trigger in a binding's <c>type</c>.</summary>
    public abstract string BindingType { get; }

    /// <summary>No methods: every method. The route has the prefix of host.json and no leading slash.</summary>
    public sealed record Http(AuthorizationLevel Level, IReadOnlyList<string> Methods, string Route) : Trigger
    {
        public override string BindingType => "httpTrigger";
    }

    public sealed record Schedule(string Expression, bool UseMonitor, bool RunOnStartup) : Trigger
    {
        public override string BindingType => "timerTrigger";
    }

    public sealed record Queue(string Name, string Connection) : Trigger
    {
        public override string BindingType => "queueTrigger";
    }

    public sealed record Orchestration(string Name) : Trigger
    {
        public override string BindingType => "orchestrationTrigger";
    }

    public sealed record Activity(string Name) : Trigger
    {
        public override string BindingType => "activityTrigger";
    }
}
