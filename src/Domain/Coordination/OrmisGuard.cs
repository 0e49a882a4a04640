using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>
/// What has to be true before an incident that is coordinated may close, whatever somebody recorded of it (OR-11): looked at when a check
/// is recorded, and again when it is to close.
/// </summary>
public static class OrmisGuard
{
    /// <summary>What stands in the way of one check; none where nothing does, and of a check that is not ORMIS's.</summary>
    public static IEnumerable<Sentence> Missing(Ticket ticket, string check, Profile profile) =>
        !profile.OrmisRules.Used || ticket.Number.Kind != TicketKind.Incident || ticket.Markers.DuplicateOf is not null ? [] : check switch
        {
            OrmisRules.Documentation => Undocumented(ticket, profile),
            OrmisRules.Stakeholders => Unsatisfied(ticket),
            OrmisRules.Prevention => Unprevented(ticket),
            _ => [],
        };

    private static IEnumerable<Sentence> Undocumented(Ticket ticket, Profile profile)
    {
        if (ticket.Ormis is not { } state)
        {
            yield return new("it is not classified", "den er ikke klassificeret");
            yield break;
        }

        if (state.OpenItems.Any(item => !item.Prevention))
            yield return new($"open action items: {Ids(state.OpenItems.Where(item => !item.Prevention))}", $"åbne punkter i handlingsplanen: {Ids(state.OpenItems.Where(item => !item.Prevention))}");
        if (state.Class == OrmisClass.Disturbance)
            yield break;
        if (ticket.Markers.Scope == OrmisCourse.NameOf(OrmisScope.Global) && state.Items.IsEmpty)
            yield return new("there is no action plan", "der er ingen handlingsplan");
        string[] untold = [.. state.Areas.Where(area => area.State == AreaState.NotInformed).Select(area => area.Name)];
        if (untold.Length > 0)
            yield return new($"areas that are not informed: {string.Join(", ", untold)}", $"områder, der ikke er informeret: {string.Join(", ", untold)}");
        Guideline[] silent = ticket.Markers.Scope != OrmisCourse.NameOf(OrmisScope.Local)
            ? [] : [.. profile.OrmisRules.Completed().Guidelines!.Where(guideline => state.Guidelines.All(record => record.Guideline != guideline.Id))];
        if (silent.Length > 0)
            yield return new($"guidelines without a word: {string.Join(", ", silent.Select(each => each.Id))}", $"retningslinjer, der intet står om: {string.Join(", ", silent.Select(each => each.Id))}");
        if (state.FinalUpdate is null)
            yield return new("the final update is not told", "den afsluttende orientering er ikke givet");
    }

    private static IEnumerable<Sentence> Unsatisfied(Ticket ticket)
    {
        string[] people = [.. (ticket.Ormis?.Stakeholders ?? []).Where(each => each.Satisfied != true).Select(each => each.Person)];
        if (people.Length > 0)
            yield return new($"stakeholders who are not satisfied, or not asked: {string.Join(", ", people)}", $"interessenter, der ikke er tilfredse eller ikke er spurgt: {string.Join(", ", people)}");
    }

    private static IEnumerable<Sentence> Unprevented(Ticket ticket)
    {
        ActionItem[] open = [.. (ticket.Ormis?.OpenItems ?? []).Where(item => item.Prevention)];
        if (open.Length > 0)
            yield return new($"open items of prevention: {Ids(open)}", $"åbne forebyggende punkter: {Ids(open)}");
    }

    private static string Ids(IEnumerable<ActionItem> items) => string.Join(", ", items.Select(item => item.Id));
}
