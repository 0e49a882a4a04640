using System.Text.Json;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Itsm.ServiceNow;

/// <param name="Reason">Code of the pending reason, where the status is Pending.</param>
internal sealed record StateMeaning(TicketStatus Status, string? Reason = null);

internal sealed record GroupMeaning(string Team, string Name, Line Line);

internal sealed record OtherGroups(Line Line);

/// <param name="Subcategory">Null keeps the log's own subcategory, under this category.</param>
internal sealed record CategoryMeaning(string Category, string? Subcategory = null, string? English = null, string? Danish = null);

/// <summary>What the words of a ServiceNow log mean here: a JSON file of the organisation's own, or the default that is shipped.</summary>
internal sealed record Mapping(
    string System,
    IReadOnlyDictionary<string, StateMeaning> States,
    IReadOnlyDictionary<string, string> ContactTypes,
    string OtherContactType,
    IReadOnlyDictionary<string, Impact> Impacts,
    Impact OtherImpact,
    IReadOnlyDictionary<string, Urgency> Urgencies,
    Urgency OtherUrgency,
    IReadOnlyDictionary<string, GroupMeaning> Groups,
    OtherGroups OtherGroups,
    string UnknownGroup,
    IReadOnlyDictionary<string, CategoryMeaning> Categories,
    CategoryMeaning UnknownCategory)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The default, as text: what <c>--print-mapping</c> shows and a mapping of one's own starts from.</summary>
    public static string DefaultText { get; } = ReadDefault();

    public static Mapping Default { get; } = Parse(DefaultText, "the default mapping");

    /// <exception cref="MistakeException">It is no mapping, with what to do.</exception>
    public static Mapping Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new MistakeException($"There is no readable mapping file {path}: write one with ./itsm import servicenow --print-mapping > {path}, or leave --mapping out.");
        }
    }

    /// <summary>What the mapping asks of a profile that it does not have, or null.</summary>
    public string? Complain(Profile profile)
    {
        foreach ((string state, StateMeaning meaning) in States)
        {
            if (meaning.Status == TicketStatus.Assigned)
                return $"state '{state}' cannot mean assigned: that follows from the assignee; say new";
            if (meaning.Status == TicketStatus.Pending && profile.FindReason(meaning.Reason) is not { DateRequired: false })
                return $"state '{state}' is pending and needs a reason of the organisation's that asks for no date, since the log has none; PR-05 is one";
        }

        if (OtherContactTypes().FirstOrDefault(channel => !TicketIntake.Channels.Contains(channel)) is { } wrong)
            return $"'{wrong}' is no channel: one of {string.Join(", ", TicketIntake.Channels)}";
        return null;
    }

    public StateMeaning? FindState(string state) => States.GetValueOrDefault(state);

    private IEnumerable<string> OtherContactTypes() => ContactTypes.Values.Append(OtherContactType);

    private static Mapping Parse(string json, string from)
    {
        try
        {
            return JsonSerializer.Deserialize<Mapping>(json, Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new MistakeException($"{from} is not a mapping: {wrong.Message} Compare it with ./itsm import servicenow --print-mapping.");
        }
    }

    private static string ReadDefault()
    {
        using Stream stream = typeof(Mapping).Assembly.GetManifestResourceStream("servicenow-mapping.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
