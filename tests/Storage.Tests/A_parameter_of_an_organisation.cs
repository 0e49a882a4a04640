using System.Collections.Immutable;
using System.Text;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Organisations;

namespace ItsmFunctions.Storage.Tests;

public sealed class A_parameter_of_an_organisation : IAsyncLifetime
{
    private static readonly Actor Manager = new("mia", Roles.ProcessManager);
    private static readonly Parameter IncidentTeam = ProfileParameters.Find(ProfileParameters.IncidentTeam)!;
    private static readonly Parameter Directory = ProfileParameters.Find(ProfileParameters.Directory)!;

    private Desk _desk = null!;
    private ProfileStore _profiles = null!;
    private ParameterVersions _versions = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _profiles = new(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time);
        _versions = new(_desk.Tables);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Rule", "OM-09")]
    [Trait("Rule", "OM-16")]
    [Trait("Rule", "OM-21")]
    public async Task Has_a_version_for_each_value_with_who_when_and_what_stood_before()
    {
        string[] names = [ProfileParameters.IncidentTeam, ProfileParameters.ProblemTeam, ProfileParameters.ChangeTeam, ProfileParameters.ChangeReviewTeam];
        foreach (Parameter parameter in names.Select(name => ProfileParameters.Find(name)!))
        {
            object? first = parameter.Of(Aarhus.Profile);
            Assert.Equal(0, (await _profiles.FindAsync(Desk.Au, default)).VersionOf(parameter));
            await SetAsync(parameter, "infrastructure");
            _desk.Time.Advance(TimeSpan.FromMinutes(5));
            StoredProfile stored = await SetAsync(parameter, "security");

            Assert.Equal((2, "security"), (stored.VersionOf(parameter), parameter.Of(await _profiles.ReadAsync(Desk.Au, default))));
            ParameterVersionPage page = await _versions.ReadAsync(Desk.Au, parameter, null, 10, default);
            Assert.Null(page.Next);
            Assert.Equal(
                [new(new(2, "mia", "ProcessManager", _desk.Now), "infrastructure", "security"), new(new(1, "mia", "ProcessManager", _desk.Now.AddMinutes(-5)), first, "infrastructure")],
                page.Versions);
        }
    }

    [Fact]
    public async Task Makes_an_edition_of_the_service_levels_where_clocks_are_counted_by_it_and_leaves_the_earlier_ones()
    {
        Parameter policies = ProfileParameters.Find(ProfileParameters.ServicePolicies)!, calendars = ProfileParameters.Find(ProfileParameters.Calendars)!;
        Assert.Equal(1, (await _profiles.ReadAsync(Desk.Au, default)).Book.Latest.Number);
        await SetAsync(IncidentTeam, "infrastructure");
        Assert.Equal(1, (await _profiles.ReadAsync(Desk.Au, default)).Book.Latest.Number);

        DateTimeOffset first = _desk.Now;
        IReadOnlyList<ServicePolicy> promised = [new("all", "All", "Alle", new(Ranks: [1, 2]), [new(TargetKind.Resolution, 240, Warnings: [80])])];
        await SetAsync(policies, promised);
        _desk.Time.Advance(TimeSpan.FromDays(1));
        IReadOnlyList<NamedCalendar> night = [NamedCalendar.Aarhus with { Week = [new(DayOfWeek.Monday, [new(0, 360)])] }];
        await SetAsync(calendars, night);

        // As another instance reads it, and as this one knew it: nothing that was published before has moved.
        foreach (ProfileStore instance in new[] { _profiles, new(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time) })
        {
            ServiceBook book = (await instance.ReadAsync(Desk.Au, default)).Book;
            Assert.Equal([(1, DateTimeOffset.MinValue), (2, first.AddMinutes(1)), (3, first.AddDays(1).AddMinutes(1))], book.Editions.Select(edition => (edition.Number, edition.EffectiveFrom)));
            Assert.Empty(book.At(first.AddSeconds(59)).Policies);
            Assert.Equal(promised[0].Targets, Assert.Single(book.At(first.AddMinutes(1)).Policies).Targets);
            Assert.Equal(5, book.At(first.AddHours(1)).Calendars[0].Week.Length);
            Assert.Single(book.Latest.Calendars[0].Week);
        }

        // What the book has is not read again: the profile's own row, and nothing else.
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        _desk.Proxy.Ledger.Reset();
        await _profiles.ReadAsync(Desk.Au, default);
        Assert.Equal(1, _desk.Proxy.Ledger.Total);
    }

    [Fact]
    public async Task Loses_to_whoever_set_it_since_it_was_read()
    {
        StoredProfile read = await _profiles.FindAsync(Desk.Au, default);
        Assert.IsType<ProfileCommit.Committed>(await CommitAsync(read, IncidentTeam, "security"));
        Assert.IsType<ProfileCommit.Overtaken>(await CommitAsync(read, IncidentTeam, "infrastructure"));
        StoredProfile second = await _profiles.FindAsync(Desk.Au, default);
        Assert.IsType<ProfileCommit.Committed>(await CommitAsync(second, IncidentTeam, "hr-it"));
        Assert.IsType<ProfileCommit.Overtaken>(await CommitAsync(second, IncidentTeam, "he-it"));

        Assert.Equal(["hr-it", "security"], (await _versions.ReadAsync(Desk.Au, IncidentTeam, null, 10, default)).Versions.Select(version => version.After));
    }

    [Fact]
    public async Task Is_set_once_though_the_acknowledgement_was_lost()
    {
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost, 1);
        Assert.Equal(1, (await SetAsync(IncidentTeam, "security")).VersionOf(IncidentTeam));

        Assert.Equal(1, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
        Assert.Single((await _versions.ReadAsync(Desk.Au, IncidentTeam, null, 10, default)).Versions);
    }

    [Fact]
    public async Task Is_read_page_by_page_the_latest_first()
    {
        foreach (string team in new[] { "security", "hr-it", "he-it" })
            await SetAsync(IncidentTeam, team);

        List<object?> seen = [];
        int? before = null;
        do
        {
            ParameterVersionPage page = await _versions.ReadAsync(Desk.Au, IncidentTeam, before, 1, default);
            seen.Add(Assert.Single(page.Versions).After);
            before = page.Next;
        }
        while (before is not null);
        Assert.Equal(["he-it", "hr-it", "security"], seen);
    }

    [Fact]
    public async Task Of_a_row_of_before_there_were_versions_is_read_with_version_0_and_set_from_there()
    {
        var row = new TableEntity(Desk.Au.Value, "au|profile") { ["b0"] = Encoding.UTF8.GetBytes("""{"closesAfterDays":14,"teams":[{"id":"ward-it","name":"Ward IT","line":"first","leaders":[],"dispatchers":[]}]}""") };
        await _desk.Tables.Settings.AddEntityAsync(row);

        StoredProfile stored = await _profiles.FindAsync(Desk.Au, default);
        Assert.Equal((14, 0, Aarhus.Profile.Teams.Count + 1), (stored.Profile.ClosesAfterDays, stored.VersionOf(IncidentTeam), stored.Profile.Teams.Count));
        StoredProfile set = await SetAsync(IncidentTeam, "ward-it");
        Assert.Equal((14, 1, "ward-it"), (set.Profile.ClosesAfterDays, set.VersionOf(IncidentTeam), set.Profile.DefaultTeam));
    }

    [Fact]
    public async Task That_an_import_changes_has_a_version_of_its_and_the_others_keep_theirs()
    {
        StoredProfile set = await SetAsync(IncidentTeam, "security");
        await _profiles.WriteAsync(Desk.Au, set.Changes! with { ClosesAfterDays = 14 }, default);

        StoredProfile after = await _profiles.FindAsync(Desk.Au, default);
        Parameter days = ProfileParameters.Find(ProfileParameters.ClosesAfterDays)!;
        Assert.Equal((1, 1), (after.VersionOf(IncidentTeam), after.VersionOf(days)));
        ParameterVersion version = Assert.Single((await _versions.ReadAsync(Desk.Au, days, null, 10, default)).Versions);
        Assert.Equal(("import", "Import", 30, 14), (version.Change.By, version.Change.Role, version.Before, version.After));
    }

    [Fact]
    public async Task With_teams_that_stand_alone_loses_the_default_s_and_an_import_adds_to_them()
    {
        Team only = new("service-desk", "Service desk", Line.First, [], []);
        StoredProfile stored = await _profiles.FindAsync(Desk.Au, default);
        ProfileChanges changes = ProfileParameters.Find(ProfileParameters.Teams)!.Decide(new(), new Team[] { only });
        Assert.IsType<ProfileCommit.Committed>(await _profiles.CommitAsync(stored, changes, Manager, default));
        await _profiles.WriteAsync(Desk.Au, changes with { Teams = [.. changes.Teams!, only with { Id = "group-7" }] }, default);

        Assert.Equal(["service-desk", "group-7"], (await _profiles.ReadAsync(Desk.Au, default)).Teams.Select(team => team.Id));
    }

    [Fact]
    public async Task About_people_keeps_in_its_versions_who_works_where_and_nothing_else_of_them()
    {
        var member = new StaffMember("anna", "Anna Canary", "canary@example.org", "da", ["it-support"], ["hr-it"], [], [new(Desk.Start, Desk.Start.AddDays(3), "Canary reply")]);
        StoredProfile stored = await SetAsync(Directory, ImmutableArray.Create(member));
        Assert.Equal("Anna Canary", stored.Profile.Directory.Find("anna")!.Name);
        Assert.Equal("canary@example.org", (await new ProfileStore(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time).ReadAsync(Desk.Au, default)).Directory.Find("anna")!.Mail);

        TableEntity audited = Assert.Single(await _desk.RowsAsync(_desk.Tables.Settings), row => row.RowKey.Contains("|parameter|", StringComparison.Ordinal));
        string kept = Encoding.UTF8.GetString(Payload.Get(audited));
        Assert.DoesNotContain("canary", kept, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"anna\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"hr-it\"", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_is_larger_than_a_row_is_refused_and_nothing_is_written()
    {
        Parameter mails = ProfileParameters.Find(ProfileParameters.ProcessManagement)!;
        StoredProfile stored = await _profiles.FindAsync(Desk.Au, default);
        Assert.IsType<ProfileCommit.TooLarge>(await CommitAsync(stored, mails, new[] { new string('x', 500 * 1024) }));
        Assert.Empty(await _desk.RowsAsync(_desk.Tables.Settings));
    }

    private async Task<StoredProfile> SetAsync(Parameter parameter, object value) =>
        Assert.IsType<ProfileCommit.Committed>(await CommitAsync(await _profiles.FindAsync(Desk.Au, default), parameter, value)).Profile;

    private Task<ProfileCommit> CommitAsync(StoredProfile stored, Parameter parameter, object value) =>
        _profiles.CommitAsync(stored, parameter.Decide(stored.Changes ?? new(), value), Manager, default);
}
