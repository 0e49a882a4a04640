using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What is let in as a policy of service levels.</summary>
public sealed class The_service_policies
{
    private static readonly ProfileCheck Check = new(mail => mail.Contains('@', StringComparison.Ordinal), id => !string.IsNullOrEmpty(id));

    [Fact]
    [Trait("Rule", "AU-17")]
    public void Bind_nobody_at_Aarhus_University() => Assert.Empty(Aarhus.Profile.ServicePolicies);

    [Fact]
    public void Are_taken_where_everything_that_they_name_is_there() => Assert.Empty(Complaints(
        Policy("p1", Within(TargetKind.Resolution, 4) with { Warnings = [50, 90], Leads = [30], Pauses = ["PR-05"], OnChange = GoalChange.Proportional }, Within(TargetKind.Ola, 2, "it-support"), Within(TargetKind.Uc, 2, "Contoso"))
            with { When = new([TicketKind.Incident], [1, 2], ["hardware"], ["mail"], ["au"], null), Calendar = "office" }));

    [Fact]
    public void Are_refused_with_a_pointer_to_each_thing_that_is_wrong() => Assert.Equal(
        [
            "/0/calendar", "/0/when/ranks/0", "/0/when/categories", "/0/targets/0/goal", "/0/targets/0/warnings", "/0/targets/0/pauses/0", "/0/targets/0/keepInformed",
            "/0/targets/1/of", "/0/targets/2/of", "/0/targets/3", "/1/id", "/1/when/areas/0",
        ],
        Complaints(
            Policy(
                "p1",
                new(TargetKind.Resolution, 0, Warnings: [100], Pauses: ["PR-99"], KeepInformed: true),
                Within(TargetKind.Ola, 2, "nobody"),
                Within(TargetKind.FirstResponse, 2, "it-support"),
                Within(TargetKind.Resolution, 2)) with { Calendar = "mars", When = new(Ranks: [9], Categories: []) },
            Policy("p1") with { When = new(Areas: ["nowhere"]) }));

    private static IEnumerable<string> Complaints(params ServicePolicy[] policies) =>
        Check.Complain(ProfileParameters.Find(ProfileParameters.ServicePolicies)!, Aarhus.Profile, Aarhus.Profile with { ServicePolicies = policies }).Select(complaint => complaint.Pointer);
}
