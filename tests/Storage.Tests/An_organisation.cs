using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Storage.Tests;

public sealed class An_organisation : IAsyncLifetime
{
    private static readonly OrganisationId Other = OrganisationId.Parse("other");

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync(proxied: true);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Works_as_the_default_profile_says_until_it_decides_otherwise()
    {
        ProfileStore profiles = new(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time);
        Assert.Same(Aarhus.Profile, await profiles.ReadAsync(Desk.Au, default));
        Assert.Null(await profiles.FindChangesAsync(Desk.Au, default));

        await profiles.WriteAsync(Desk.Au, new(ClosesAfterDays: 14, ShowAssigned: true, ReplyOnResolved: ReplyOnResolved.Reopen), default);
        Profile changed = await profiles.ReadAsync(Desk.Au, default);
        Assert.Equal((14, true, ReplyOnResolved.Reopen, "Europe/Copenhagen"), (changed.ClosesAfterDays, changed.ShowAssigned, changed.ReplyOnResolved, changed.Zone));
        Assert.Equal(30, (await profiles.ReadAsync(Other, default)).ClosesAfterDays);
    }

    [Fact]
    [Trait("Rule", "AU-17b")]
    public async Task Keeps_the_matrices_of_its_areas_and_adds_to_the_default_s_teams_and_areas()
    {
        ProfileStore profiles = new(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time);
        await profiles.WriteAsync(
            Desk.Au,
            new(
                Teams: [new("it-support", "Front desk", Line.First, ["leader@example.org"], []), new("ward-it", "Ward IT", Line.First, [], [])],
                Areas: [new("hospital", "Hospital", "ward-it", new Matrices([1, 1, 2, 1, 2, 3, 2, 3, 4], [1, 1, 2, 1, 2, 2]))]),
            default);

        Profile profile = await new ProfileStore(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time).ReadAsync(Desk.Au, default);
        Assert.Equal(new Priority(1, 1), profile.MatricesOf("hospital").Of(Impact.Department, Urgency.High));
        Assert.Equal(new Priority(2, 2), profile.MatricesOf("bss").Of(Impact.Department, Urgency.High));
        Assert.Equal(Aarhus.Profile.Teams.Count + 1, profile.Teams.Count);
        Assert.Equal(("Front desk", "leader@example.org"), (profile.FindTeam("it-support")!.Name, profile.FindTeam("it-support")!.Leaders[0]));
        Assert.Equal(Aarhus.Profile.Areas.Count + 1, profile.Areas.Count);
    }

    [Fact]
    public async Task Costs_no_request_while_its_profile_is_remembered()
    {
        ProfileStore profiles = new(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time), elsewhere = new(_desk.Another().Tables, new DueIndex(_desk.Another().Tables, _desk.Time), _desk.Time);
        await profiles.ReadAsync(Desk.Au, default);
        _desk.Proxy.Ledger.Reset();
        await elsewhere.WriteAsync(Desk.Au, new(ClosesAfterDays: 14), default);
        _desk.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(30, (await profiles.ReadAsync(Desk.Au, default)).ClosesAfterDays);
        Assert.Equal(0, _desk.Proxy.Ledger.Total);

        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(14, (await profiles.ReadAsync(Desk.Au, default)).ClosesAfterDays);
    }

    [Fact]
    public async Task Knows_the_people_it_met_as_they_were_last_and_asks_nothing_about_who_is_known()
    {
        var people = new PersonStore(_desk.Tables, _desk.Time);
        await people.MeetAsync(Desk.Au, new("p/1|x", "First name", "first@example.org", "da"), default);
        _desk.Proxy.Ledger.Reset();
        await people.MeetAsync(Desk.Au, new("p/1|x", "First name", "first@example.org", "da"), default);
        Assert.Equal(0, _desk.Proxy.Ledger.Total);
        await people.MeetAsync(Desk.Au, new("p/1|x", "Second name", null, null), default);

        Assert.Equal(new Person("p/1|x", "Second name", null, null), await new PersonStore(_desk.Tables, _desk.Time).FindAsync(Desk.Au, "p/1|x", default));
        Assert.Null(await people.FindAsync(Desk.Au, "p/1", default));
        Assert.Null(await people.FindAsync(Other, "p/1|x", default));
    }
}
