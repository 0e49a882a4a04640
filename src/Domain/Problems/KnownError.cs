using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>
/// A fault that is known, and how to live with it (A2): a record of its own that outlives its problem, with an id and an end of its own.
/// What it says is the problem's to say.
/// </summary>
/// <param name="Problem">Number of the problem that it came from.</param>
/// <param name="Version">Of the problem, as of which it reads so.</param>
/// <param name="Title">The desk's own, as root cause and workaround are.</param>
/// <param name="PublicTitle">The symptom as end users name it, which they read with the public workaround: nothing else of it is theirs.</param>
public sealed record KnownError(
    OrganisationId Organisation, TicketNumber Problem, int Version, PersonalText Title, string Category, string Subcategory, string? Service, string? Location, string? ConfigurationItem,
    PersonalText? RootCause, PersonalText? Workaround, PersonalText? PublicWorkaround, KnownErrorState State, PersonalText? PublicTitle = null)
{
    private const string Prefix = "KE-";

    /// <summary>As a regular expression.</summary>
    public const string Pattern = "^KE-[0-9]{7}$";

    public string Id => IdOf(Problem);

    /// <summary>The known error of a problem; null while it has none.</summary>
    public static KnownError? Of(Ticket ticket) => ticket.Problem is { KnownError: { } state } problem
        ? new(
            ticket.Organisation, ticket.Number, ticket.Version, ticket.Title, ticket.Classification.Category, ticket.Classification.Subcategory, ticket.Classification.Service, ticket.Classification.Location,
            ticket.Classification.ConfigurationItem, problem.RootCause, problem.Workaround, problem.PublicWorkaround, state, problem.PublicTitle)
        : null;

    public static string IdOf(TicketNumber problem) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{problem.Sequence:D7}");

    /// <summary>The problem that a known error of this id came from; null where no known error is called so.</summary>
    public static TicketNumber? ProblemOf(string? id) =>
        id?.StartsWith(Prefix, StringComparison.Ordinal) == true && TicketNumber.TryParse($"{TicketNumber.PrefixOf(TicketKind.Problem)}-{id[Prefix.Length..]}", out TicketNumber problem) ? problem : null;

    /// <summary>Whether an incident that is still open may be the same fault: of the same category, on the same configuration item.</summary>
    public bool Offers(Ticket incident) =>
        State.IsOpen && MayBeKnown(incident) && incident.Classification.Category == Category && Same(incident.Classification.ConfigurationItem, ConfigurationItem);

    /// <summary>Whether an incident can be offered any at all.</summary>
    public static bool MayBeKnown(Ticket incident) =>
        incident is { Number.Kind: TicketKind.Incident, Classification.ConfigurationItem: not null } && incident.Status is not TicketStatus.Resolved && !incident.Status.IsOver();

    /// <summary>Whether two names that people wrote mean one thing.</summary>
    public static bool Same(string? one, string? other) => one is not null && other is not null && string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
