using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>
/// The profile of each organisation, remembered for a while: no request on the way of a ticket. What this instance wrote counts for
/// it at once; other instances follow within the 30 s that they remember.
/// </summary>
public sealed class ProfileStore(DeskTables tables, DueIndex due, TimeProvider time)
{
    private const int Patience = 16;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ListedBy = TimeSpan.FromMinutes(10);
    private static readonly Actor Import = new("import", Roles.Import);

    private readonly ConcurrentDictionary<OrganisationId, (Profile Profile, long ReadAt)> _profiles = new();
    private readonly ConcurrentDictionary<OrganisationId, ServiceBook> _books = new();
    private int _writes;

    public async ValueTask<Profile> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (_profiles.TryGetValue(organisation, out (Profile Profile, long ReadAt) known) && time.GetElapsedTime(known.ReadAt) < Remembered)
            return known.Profile;

        int writes = Volatile.Read(ref _writes);
        long readAt = time.GetTimestamp();
        StoredProfile stored = await FindAsync(organisation, stop);
        Profile profile = await BookAsync(stored, stop) is { } book ? stored.Profile with { Editions = book } : stored.Profile;
        // What was read while somebody here wrote may be what stood before.
        _profiles[organisation] = (profile, readAt);
        if (writes != Volatile.Read(ref _writes))
            _profiles.TryRemove(organisation, out _);
        return profile;
    }

    // An edition never changes: only those that are new here are read.
    private async ValueTask<ServiceBook?> BookAsync(StoredProfile stored, CancellationToken stop)
    {
        if (stored.Edition == 0)
            return null;
        ServiceBook? known = _books.GetValueOrDefault(stored.Organisation);
        if (known?.Latest.Number >= stored.Edition)
            return known;
        return _books[stored.Organisation] = new([.. known?.Editions ?? [], .. await ServiceEditions.ReadAsync(tables, stored.Organisation, known?.Latest.Number ?? 0, stop)]);
    }

    public async Task<ProfileChanges?> FindChangesAsync(OrganisationId organisation, CancellationToken stop) => (await FindAsync(organisation, stop)).Changes;

    /// <summary>What stands in storage now: one point read.</summary>
    public async Task<StoredProfile> FindAsync(OrganisationId organisation, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Settings.GetEntityIfExistsAsync<TableEntity>(organisation.Value, StoredProfile.KeyOf(organisation), cancellationToken: stop);
        return row.HasValue ? StoredProfile.Of(organisation, row.Value!) : new(organisation, null, new Dictionary<string, ParameterChange>());
    }

    /// <summary>Puts changes in the place of those that stand, whoever wrote those: for an import and a demo. It is audited as theirs.</summary>
    /// <exception cref="InvalidOperationException">They do not fit into a row, or too many write at once.</exception>
    public async Task WriteAsync(OrganisationId organisation, ProfileChanges changes, CancellationToken stop)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            switch (await CommitAsync(await FindAsync(organisation, stop), changes, Import, stop))
            {
                case ProfileCommit.Committed:
                    return;
                case ProfileCommit.TooLarge:
                    throw new InvalidOperationException($"The profile of {organisation} does not fit into a row of storage.");
            }
        }

        throw new InvalidOperationException($"The profile of {organisation} is being written to by too many at once.");
    }

    /// <summary>
    /// Writes what an organisation decided, if nobody wrote since it was read: its row, and a version of each parameter whose value is
    /// another now, in one transaction.
    /// </summary>
    public async Task<ProfileCommit> CommitAsync(StoredProfile before, ProfileChanges changes, Actor by, CancellationToken stop)
    {
        var versions = new Dictionary<string, ParameterChange>(before.Versions);
        var group = new EntityGroup(before.Organisation.Value);
        DateTimeOffset at = time.GetUtcNow();
        var after = new StoredProfile(before.Organisation, changes, versions) { Operation = NewOperation() };
        IReadOnlyList<ServiceEdition> editions = ServiceEditions.Of(before.Profile, after.Profile, before.Edition, at);
        after = after with { Edition = editions.Count == 0 ? before.Edition : editions[^1].Number };
        // Before the commit: where that does not come about, open clocks are looked at in vain. What was opened a moment before may be listed a while later.
        if (editions is [.., { } latest])
        {
            await due.WriteRecountAsync(before.Organisation, latest.EffectiveFrom, stop);
            await due.WriteRecountAsync(before.Organisation, latest.EffectiveFrom + ListedBy, stop);
        }

        foreach (ServiceEdition edition in editions)
        {
            if (ServiceEditions.ToRow(before.Organisation, edition, after.Operation) is not { } row)
                return new ProfileCommit.TooLarge();
            group.Add(row);
        }

        foreach (Parameter parameter in ProfileParameters.All.Where(parameter => before.IsChanged(parameter, after.Profile)))
        {
            var change = new ParameterChange(before.VersionOf(parameter) + 1, by.Id, RoleNames.Of(by.Roles), at);
            versions[parameter.Name] = change;
            if (ParameterVersions.ToRow(before.Organisation, parameter, change, before.Profile, after.Profile, after.Operation) is not { } version)
                return new ProfileCommit.TooLarge();
            group.Add(version);
        }

        if (after.ToRow() is not { } main)
            return new ProfileCommit.TooLarge();
        if (before.Tag is { } tag)
            group.Replace(main, tag);
        else
            group.Add(main);
        return await SubmitAsync(before, after, group, stop);
    }

    private async Task<ProfileCommit> SubmitAsync(StoredProfile before, StoredProfile after, EntityGroup group, CancellationToken stop)
    {
        try
        {
            await group.SubmitAsync(tables.Settings, stop);
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            StoredProfile current = await FindAsync(before.Organisation, stop);
            if (current.Operation != after.Operation && !await WasWrittenAsync(group, after, stop))
            {
                if (current.Tag == before.Tag)
                    throw;
                return new ProfileCommit.Overtaken();
            }
        }
        finally
        {
            Interlocked.Increment(ref _writes);
            _profiles.TryRemove(before.Organisation, out _);
        }

        return new ProfileCommit.Committed(after);
    }

    private static string NewOperation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // Somebody may have written after us and before we looked: then a version of ours tells.
    private async Task<bool> WasWrittenAsync(EntityGroup group, StoredProfile after, CancellationToken stop)
    {
        if (group.RowKeys.FirstOrDefault(key => key != StoredProfile.KeyOf(after.Organisation)) is not { } version)
            return false;
        NullableResponse<TableEntity> row = await tables.Settings.GetEntityIfExistsAsync<TableEntity>(after.Organisation.Value, version, ["operation"], stop);
        return row.HasValue && row.Value!.GetString("operation") == after.Operation;
    }
}
