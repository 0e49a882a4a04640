namespace ItsmFunctions.LocalRuntime.Catalogue;

/// <summary>The two types of Durable Functions that a signature may name.</summary>
internal static class DurableTypes
{
    public const string OrchestrationContext = "TaskOrchestrationContext";
    public const string Client = "DurableTaskClient";

    public static bool IsOrchestrationContext(Type type) => type.FullName == $"Microsoft.DurableTask.{OrchestrationContext}";

    public static bool IsClient(Type type) => type.FullName == $"Microsoft.DurableTask.Client.{Client}";
}
