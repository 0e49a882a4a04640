using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>One HTTP function as its callers see it: what its route and methods do not say by themselves.</summary>
/// <param name="Function">Its name, which is the operationId too (in camelCase).</param>
/// <param name="Tag">The chapter of the documentation.</param>
public sealed record Operation(string Function, string Tag, string Summary)
{
    public string? Description { get; init; }

    /// <summary>What the body is read as; null where there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>A body that works, as the documentation shows it.</summary>
    public object? Example { get; init; }

    /// <summary>The media type of a body that is taken as it is; null where there is none, or JSON.</summary>
    public string? Raw { get; init; }

    /// <summary>What the curl example sends as such a body, as an argument of printf.</summary>
    public string RawText { get; init; } = "";

    /// <summary>Names of parameters beside those of the route, as <see cref="Parameters"/> declares them.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>Who sends the curl example: one of the callers whom <see cref="FirstSteps"/> declares, and whose role may.</summary>
    public string By { get; init; } = "bo";

    /// <summary>The variable of <see cref="FirstSteps"/> whose ticket the curl example is about; null for the one of its path.</summary>
    public string? About { get; init; }

    /// <summary>The query of the curl example, without its question mark.</summary>
    public string? Query { get; init; }

    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>Only those that can happen: each is exercised by a test.</summary>
    public IReadOnlyList<ProblemCode> Refuses { get; init; } = [];
}

/// <summary>A reply that is not a problem.</summary>
/// <param name="Body">Null for an empty reply, or for a text of <paramref name="MediaType"/>.</param>
/// <param name="Headers">Names of <see cref="Parameters.ResponseHeaders"/>.</param>
public sealed record Answer(int Status, string Description, Type? Body = null, string? MediaType = "application/json", object? Example = null, params string[] Headers);
