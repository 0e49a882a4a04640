namespace ItsmFunctions.Domain.Triage;

/// <summary>The answers to the questions of the chart, each with what shows it.</summary>
/// <param name="Critical">Null where the impact is not high: it is not asked then.</param>
public sealed record TriageAnswers(AutomatedAnswer? Automated, HighImpactAnswer? HighImpact, CriticalAnswer? Critical);

/// <param name="Automation">Name of the automation that is to do it; null where somebody does it by hand.</param>
public sealed record AutomatedAnswer(bool Yes, string? Evidence, string? Automation = null);

/// <summary>It is high as soon as one of them is so (FV-06).</summary>
public sealed record HighImpactAnswer(bool CriticalFunction, bool LargeUserGroup, bool EssentialService, string? Evidence)
{
    public IEnumerable<string> Grounds => Grounded.On(("criticalFunction", CriticalFunction), ("largeUserGroup", LargeUserGroup), ("essentialService", EssentialService));
}

/// <summary>Likewise (FV-07).</summary>
public sealed record CriticalAnswer(bool SystemSecurity, bool DataIntegrity, bool CoreInfrastructure, string? Evidence)
{
    public IEnumerable<string> Grounds => Grounded.On(("systemSecurity", SystemSecurity), ("dataIntegrity", DataIntegrity), ("coreInfrastructure", CoreInfrastructure));
}

internal static class Grounded
{
    public static IEnumerable<string> On(params (string Name, bool Holds)[] grounds) => grounds.Where(ground => ground.Holds).Select(ground => ground.Name);
}
