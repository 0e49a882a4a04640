using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Functions.OpenApi;
using ItsmFunctions.Storage.Organisations;

namespace ItsmFunctions.Functions.Http;

/// <param name="Value">The whole new value, of the parameter's type; null only where the parameter may be none.</param>
/// <param name="Simulation">Id of the finished simulation of this value: needed for service_policies and calendars where something is promised already.</param>
public sealed record ParameterBody([property: Required] JsonElement Value, [property: MaxLength(SimulationIds.Length)] string? Simulation);

/// <param name="Parameters">By name.</param>
public sealed record ParametersReply(IReadOnlyList<ParameterReply> Parameters);

/// <summary>One thing that an organisation decides.</summary>
/// <param name="Type">What its values are: string, boolean, integer, or a type of this document; [] for a list of them.</param>
/// <param name="Meaning">What it decides.</param>
/// <param name="Value">What counts now.</param>
/// <param name="Default">What counts where nobody set it.</param>
/// <param name="Version">How often it was set.</param>
/// <param name="Changed">Who set it last; missing while nobody has.</param>
public sealed record ParameterReply(
    string Name,
    string Type,
    string Meaning,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Default,
    int Version,
    ParameterChanged? Changed)
{
    internal static ParameterReply Of(Parameter parameter, StoredProfile stored) => new(
        parameter.Name,
        Schemas.NameOf(parameter.ValueType),
        parameter.Meaning,
        parameter.Of(stored.Profile),
        parameter.Of(Aarhus.Profile),
        stored.VersionOf(parameter),
        stored.LatestOf(parameter) is { } change ? new(change.By, change.Role, change.At) : null);
}

/// <param name="By">Person id; import for a replay of another desk's log.</param>
/// <param name="Role">The role that acted.</param>
public sealed record ParameterChanged(string By, string Role, DateTimeOffset At);

/// <param name="Versions">The latest first.</param>
/// <param name="Next">Send it as before for the next page; missing at the end.</param>
public sealed record ParameterHistoryReply(string Name, IReadOnlyList<ParameterVersionLine> Versions, int? Next);

/// <summary>One version of a parameter.</summary>
/// <param name="Before">The value that it took the place of.</param>
/// <param name="After">The value that it set.</param>
/// <param name="By">Person id; import for a replay of another desk's log.</param>
/// <param name="Role">The role that acted.</param>
public sealed record ParameterVersionLine(
    int Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? After,
    string By,
    string Role,
    DateTimeOffset At)
{
    internal static ParameterVersionLine Of(ParameterVersion version) =>
        new(version.Change.Version, version.Before, version.After, version.Change.By, version.Change.Role, version.Change.At);
}
