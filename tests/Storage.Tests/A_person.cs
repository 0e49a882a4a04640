using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Whose word counts of where somebody is written to: their own before that of others.</summary>
public sealed class A_person : IAsyncLifetime
{
    private static readonly Person Rita = new("rita", "Rita", "rita@example.org", "da");

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Rule", "OM-21")]
    public async Task Who_came_in_themselves_stays_as_they_said_whatever_others_say()
    {
        await People().MeetAsync(Desk.Au, Rita, default);

        await People().IntroduceAsync(Desk.Au, new("rita", "Somebody", "ivan@evil.example", "en"), default);
        await People().IntroduceAsync(Desk.Au, new("rita", null, null, null), default);
        await People().NoteAsync(Desk.Au, new("rita", null, "ivan@evil.example", null), default);

        Assert.Equal(Rita, await People().FindMetAsync(Desk.Au, "rita", default));
        Assert.Empty(await People().FindByMailAsync(Desk.Au, "ivan@evil.example", default));
        // Their own word is the last.
        await People().MeetAsync(Desk.Au, Rita with { Mail = "rita@elsewhere.example" }, default);
        Assert.Equal("rita@elsewhere.example", (await People().FindAsync(Desk.Au, "rita", default))?.Mail);
        Assert.Empty(await People().FindByMailAsync(Desk.Au, "rita@example.org", default));
    }

    [Fact]
    [Trait("Rule", "IT-04")]
    public async Task Whom_the_desk_wrote_down_is_written_to_and_stays_as_known_where_nothing_else_is_said()
    {
        await People().IntroduceAsync(Desk.Au, new("zoe", "Zoe", "zoe@example.org", null), default);
        await People().IntroduceAsync(Desk.Au, new("zoe", null, null, "en"), default);

        Assert.Equal(new("zoe", "Zoe", "zoe@example.org", "en"), await People().FindAsync(Desk.Au, "zoe", default));
        Assert.Equal("zoe", Assert.Single(await People().FindByMailAsync(Desk.Au, "ZOE@example.org", default)).Id);
        // Others may be wrong, and put it right; that makes nobody somebody who came in.
        await People().IntroduceAsync(Desk.Au, new("zoe", null, "zoe@new.example", null), default);
        Assert.Equal("zoe@new.example", (await People().FindAsync(Desk.Au, "zoe", default))?.Mail);
        Assert.Null(await People().FindMetAsync(Desk.Au, "zoe", default));

        await People().MeetAsync(Desk.Au, new("zoe", "Zoë", "zoe@new.example", "en"), default);
        Assert.Equal("Zoë", (await People().FindMetAsync(Desk.Au, "zoe", default))?.Name);
    }

    [Fact]
    public async Task Two_who_say_something_at_once_lose_nothing_of_whoever_came_in()
    {
        for (int round = 0; round < 20; round++)
        {
            Person own = Rita with { Id = $"rita-{round}" };
            await Task.WhenAll(
                [People().MeetAsync(Desk.Au, own, default), .. Enumerable.Range(0, 4).Select(i => People().IntroduceAsync(Desk.Au, own with { Mail = $"ivan-{i}@evil.example" }, default))]);
            Assert.Equal(own, await People().FindMetAsync(Desk.Au, own.Id, default));
        }
    }

    // Another instance each time: what one remembers must not hide what is stored.
    private PersonStore People() => new(_desk.Tables, _desk.Time);
}
