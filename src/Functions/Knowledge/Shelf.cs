using System.Collections.Concurrent;
using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Organisations;

namespace ItsmFunctions.Functions.Knowledge;

/// <summary>
/// What can be suggested in each organisation, kept at hand: whoever types asks often, and articles change seldom. A change counts
/// everywhere within the 30 s after which one small row is looked at; only where that is another one the articles are read. Known errors are
/// remembered where they are kept, as long.
/// </summary>
public sealed class Shelf(ArticleStore articles, KnownErrorStore knownErrors, ProfileStore profiles, TimeProvider time)
{
    private const int MostRemembered = 100;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<OrganisationId, Standing> _standing = new();

    /// <summary>No request where it was asked for just now, one where nothing was published since, else one for each thousand articles more.</summary>
    public async Task<Suggestions> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(organisation, stop);
        ImmutableArray<KnownError> errors = await knownErrors.ReadOpenAsync(organisation, stop);
        Standing? before = _standing.GetValueOrDefault(organisation);
        bool same = before is not null && (ReferenceEquals(before.Profile, profile) || before.Profile.SelfHelp.SequenceEqual(profile.SelfHelp)) && (before.Errors == errors || before.Errors.SequenceEqual(errors));
        if (same && time.GetElapsedTime(before!.ReadAt) < Remembered)
            return before.Suggestions;

        long readAt = time.GetTimestamp();
        // The stamp first: what is published between the two is read, and read again the next time.
        string? stamp = await articles.ReadStampAsync(organisation, stop);
        if (same && before!.Stamp == stamp)
        {
            _standing[organisation] = before with { ReadAt = readAt };
            return before.Suggestions;
        }

        var suggestions = new Suggestions(profile.SelfHelp, stamp is null ? [] : await articles.ReadPublishedAsync(organisation, stop), errors, profile);
        if (_standing.Count >= MostRemembered)
            _standing.Clear();
        _standing[organisation] = new(suggestions, profile, errors, stamp, readAt);
        return suggestions;
    }

    /// <summary>Has what was published here count here at once.</summary>
    public void Forget(OrganisationId organisation) => _standing.TryRemove(organisation, out _);

    private sealed record Standing(Suggestions Suggestions, Profile Profile, ImmutableArray<KnownError> Errors, string? Stamp, long ReadAt);
}
