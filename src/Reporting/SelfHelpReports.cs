using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Reporting.Summaries;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.SelfHelp;

namespace ItsmFunctions.Reporting;

/// <summary>Answers what self-help achieves from its counts: one range of keys, at most 300 entries a month, and no ticket.</summary>
public sealed class SelfHelpReports(SelfHelpCounts counts, ProfileStore profiles, TimeProvider time)
{
    /// <returns>The answer, and a tag that is the same for the same answer, without quotes.</returns>
    public async Task<(SelfHelpSummary Summary, string ETag)> ReadAsync(OrganisationId organisation, SummaryQuery query, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(organisation, stop);
        (LocalMonth from, LocalMonth to) = query.Period(LocalMonth.Of(time.GetUtcNow(), profile.TimeZone));
        IReadOnlyList<SelfHelpCount> found = await counts.ReadAsync(organisation, from.ToString(), to.ToString(), stop);
        SelfHelpSummary summary = SelfHelpSummary.Of(found, profile.Zone, new(from, to, query.From is null || query.To is null));
        string content = $"{organisation}|{profile.Zone}|{summary.Period}|{string.Join('|', found)}";
        return (summary, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16)));
    }
}
