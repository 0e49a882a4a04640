// Follows Microsoft.DurableTask.Abstractions 1.25.0.
namespace Microsoft.DurableTask;

/// <summary>The version an instance is started with.</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    private readonly string? version;

    public TaskVersion(string version) => this.version = version;

    public string Version => version ?? string.Empty;

    public static implicit operator string(TaskVersion value) => value.Version;

    public static implicit operator TaskVersion(string value) => new(value);

    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);
}

internal static class TaskVersionOrder
{
    public static int Compare(string mine, string other) =>
        (string.IsNullOrWhiteSpace(mine), string.IsNullOrWhiteSpace(other)) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            _ when System.Version.TryParse(mine, out var a) && System.Version.TryParse(other, out var b) => a.CompareTo(b),
            _ => string.Compare(mine, other, StringComparison.OrdinalIgnoreCase),
        };
}
