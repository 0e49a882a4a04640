using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Automations;

/// <summary>One run of an automation, as it is called outside: <c>au.INC-0000042.7</c>.</summary>
/// <param name="Run">Version of the event that started it.</param>
public readonly record struct AutomationRunId(OrganisationId Organisation, TicketNumber Number, int Run)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Organisation}.{Number}.{Run}");

    public static bool TryParse(string text, out AutomationRunId id)
    {
        id = default;
        if (text.Split('.') is not [var organisation, var number, var run]
            || !OrganisationId.TryParse(organisation, out OrganisationId of) || !TicketNumber.TryParse(number, out TicketNumber ticket)
            || !int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            return false;
        id = new(of, ticket, version);
        return id.ToString() == text;
    }
}
