using ItsmFunctions.Domain.People;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>Everybody whom the rows of an incident name, without a mail address: the log has none.</summary>
internal static class Persons
{
    private static readonly Column[] Named = [Column.Caller, Column.OpenedBy, Column.UpdatedBy, Column.Assignee];

    public static IEnumerable<Person> Of(IncidentRows incident, Terms terms) => incident.Rows
        .SelectMany(row => Named.Select(row.Known))
        .OfType<string>()
        .Distinct()
        .Select(name => new Person(terms.Person(name)!, name, null, null));
}
