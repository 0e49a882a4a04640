using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>What an organisation decided otherwise than the default profile: what is null stays as the default says.</summary>
/// <param name="Teams">Added to the default teams; one with the same id replaces it. Likewise categories and areas.</param>
public sealed record ProfileChanges(
    string? Name = null,
    string? Zone = null,
    string? Language = null,
    int? ClosesAfterDays = null,
    ReplyOnResolved? ReplyOnResolved = null,
    bool? ShowAssigned = null,
    Matrices? Matrices = null,
    IReadOnlyList<Category>? Categories = null,
    IReadOnlyList<Team>? Teams = null,
    string? DefaultTeam = null,
    IReadOnlyList<Area>? Areas = null,
    IReadOnlyList<string>? ProcessManagement = null,
    StaffDirectory? Directory = null)
{
    public Profile On(Profile profile) => profile with
    {
        Name = Name ?? profile.Name,
        Zone = Zone ?? profile.Zone,
        Language = Language ?? profile.Language,
        ClosesAfterDays = ClosesAfterDays ?? profile.ClosesAfterDays,
        ReplyOnResolved = ReplyOnResolved ?? profile.ReplyOnResolved,
        ShowAssigned = ShowAssigned ?? profile.ShowAssigned,
        Matrices = Matrices ?? profile.Matrices,
        Categories = Merged(profile.Categories, Categories, category => category.Id),
        Teams = Merged(profile.Teams, Teams, team => team.Id),
        DefaultTeam = DefaultTeam ?? profile.DefaultTeam,
        Areas = Merged(profile.Areas, Areas, area => area.Id),
        ProcessManagement = ProcessManagement ?? profile.ProcessManagement,
        Directory = Directory ?? profile.Directory,
    };

    private static IReadOnlyList<T> Merged<T>(IReadOnlyList<T> defaults, IReadOnlyList<T>? changes, Func<T, string> id)
    {
        if (changes is null)
            return defaults;
        Dictionary<string, T> changed = changes.ToDictionary(id);
        return [.. defaults.Select(item => changed.Remove(id(item), out T? other) ? other : item), .. changes.Where(item => changed.ContainsKey(id(item)))];
    }
}

/// <summary>The profile of each organisation, remembered for a while: no request on the way of a ticket.</summary>
public sealed class ProfileStore(DeskTables tables, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<OrganisationId, (Profile Profile, long ReadAt)> _profiles = new();

    public async ValueTask<Profile> ReadAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (_profiles.TryGetValue(organisation, out (Profile Profile, long ReadAt) known) && time.GetElapsedTime(known.ReadAt) < Remembered)
            return known.Profile;

        ProfileChanges? changes = await FindChangesAsync(organisation, stop);
        Profile profile = changes is null ? Aarhus.Profile : changes.On(Aarhus.Profile);
        _profiles[organisation] = (profile, time.GetTimestamp());
        return profile;
    }

    public async Task<ProfileChanges?> FindChangesAsync(OrganisationId organisation, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Settings.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation), cancellationToken: stop);
        return row.HasValue ? StoredJson.Read<ProfileChanges>(Payload.Get(row.Value!)) : null;
    }

    public async Task WriteAsync(OrganisationId organisation, ProfileChanges changes, CancellationToken stop)
    {
        var row = new TableEntity(organisation.Value, KeyOf(organisation));
        Payload.Put(row, StoredJson.Write(changes));
        await tables.Settings.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
        _profiles.TryRemove(organisation, out _);
    }

    private static string KeyOf(OrganisationId organisation) => $"{organisation}|profile";
}
