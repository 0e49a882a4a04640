namespace ItsmFunctions.Domain.Problems;

/// <summary>When incidents that come again are proposed as a problem (OM-10, IT-15): data with a default.</summary>
/// <param name="Proposed">False proposes nothing.</param>
/// <param name="Count">How often the same has to happen, the first time included: what is reported by many at once happens once.</param>
/// <param name="Days">Elapsed days back in which it has to happen so often.</param>
/// <param name="NewEvidence">How often it has to happen again after somebody decided, before it is proposed anew.</param>
public sealed record RecurrenceRules(bool Proposed = true, int Count = 3, int Days = 90, int NewEvidence = 2)
{
    public static readonly RecurrenceRules Default = new();
}
