using ItsmFunctions.Domain.SelfHelp;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What end users find out for themselves, and how they find it (IT-03).</summary>
public sealed class The_self_help
{
    private static readonly IReadOnlyList<SelfHelpEntry> Entries = SelfHelpEntries.ItilDesk;

    [Theory]
    [InlineData("wireless", "wireless")]
    [InlineData("trådløst netværk", "wireless")]
    [InlineData("TRAADLOEST", "wireless")]
    [InlineData("tradlost", "wireless")]
    [InlineData("Printeren udskriver ikke", "printer-does-not-print")]
    [InlineData("forgot passw", "forgotten-password")]
    [InlineData("glemt min adgangskode!", "forgotten-password")]
    [InlineData("fællesdrev hjemmefra", "vpn-from-home")]
    [InlineData("faellesdrev", "vpn-from-home")]
    [InlineData("vpn", "vpn-from-home")]
    [InlineData("mistænkelig mail", "suspicious-mail")]
    [InlineData("e-mail: suspiciöus?", "suspicious-mail")]
    [InlineData("softwarecenter", "install-software")]
    [Trait("Rule", "IT-03")]
    public void Is_found_by_words_of_either_language_however_they_are_spelt(string query, string first)
    {
        Assert.Equal(first, SelfHelpSearch.Find(Entries, query, "da")[0].Id);
        Assert.Equal(first, SelfHelpSearch.Find(Entries, query, "en")[0].Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ?! a ")]
    public void Is_shown_whole_where_nothing_is_looked_for(string? query) =>
        Assert.Equal(Entries.Select(entry => entry.Id), SelfHelpSearch.Find(Entries, query, "en").Select(entry => entry.Id));

    [Theory]
    [InlineData("My printer does not work")]
    [InlineData("Min printer virker ikke")]
    [Trait("Rule", "IT-03")]
    public void Is_not_found_by_the_words_that_every_question_has(string query) =>
        Assert.Equal(["printer-does-not-print"], SelfHelpSearch.Find(Entries, query, "en").Select(entry => entry.Id));

    [Fact]
    public void Is_empty_where_no_word_is_known() => Assert.Empty(SelfHelpSearch.Find(Entries, "blockchain xyzzy", "en"));

    [Fact]
    public void Puts_what_only_one_entry_says_before_what_all_of_them_do()
    {
        SelfHelpEntry[] alike = [.. Enumerable.Range(0, 30).Select(i => Entry($"e{i:00}", $"How do I order item number{i:00}?"))];

        Assert.Equal("e17", SelfHelpSearch.Find(alike, "how do I order number17", "en")[0].Id);
        Assert.Equal(SelfHelpSearch.MostFound, SelfHelpSearch.Find(alike, "order", "en").Count);
    }

    [Fact]
    public void Prefers_a_question_to_an_answer_and_the_reader_s_language_to_the_other()
    {
        SelfHelpEntry answer = new("answer", new("How?", "By the gateway."), new("Hvordan?", "Sådan."));
        SelfHelpEntry question = new("question", new("Which gateway?", "That one."), new("Hvilken?", "Den."));
        SelfHelpEntry other = new("other", new("Which?", "That one."), new("Hvilken gateway?", "Den."));

        Assert.Equal(["question", "other", "answer"], SelfHelpSearch.Find([answer, other, question], "gateway", "en").Select(entry => entry.Id));
        Assert.Equal(["other", "question", "answer"], SelfHelpSearch.Find([answer, question, other], "gateway", "da").Select(entry => entry.Id));
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    public void Comes_with_every_profile_and_with_more_for_the_itil_desk()
    {
        Assert.All(BaseProfiles.All, row => Assert.NotEmpty(row.Profile.SelfHelp));
        Assert.Superset(Aarhus.Profile.SelfHelp.ToHashSet(), Entries.ToHashSet());
        Assert.True(Entries.Count > Aarhus.Profile.SelfHelp.Count);
        Assert.All(Entries, entry => Assert.True(entry.Category is null || ItilDesk.Profile.FindCategory(entry.Category)!.Subcategories.Any(sub => sub.Id == entry.Subcategory)));
    }

    [Fact]
    public void Keeps_its_default_entries_where_their_category_is_gone()
    {
        Profile own = new ProfileChanges(Categories: [new("x", "X", "X", [new("y", "Y", "Y")])], Alone: ["categories"]).On(Aarhus.Profile);

        Assert.Equal(Aarhus.Profile.SelfHelp.Select(entry => entry.Id), own.SelfHelp.Select(entry => entry.Id));
        Assert.All(own.SelfHelp, entry => Assert.Null(entry.Category));
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    public void That_somebody_read_stands_on_the_ticket_they_open_nevertheless()
    {
        Case given = Case.Opened(Case.Wanted() with { SelfHelp = ["restart", "what-to-write", "restart"] }, Aarhus.Profile);

        Assert.Equal(["restart", "what-to-write"], given.Ticket.Dossier.SelfHelp);
        Assert.Equal(given.Ticket.Dossier, History.Fold(given.Events).Dossier);
        Assert.Null(((Happening.Opened)Case.Opened(Case.Wanted(), Aarhus.Profile).Events[0].What).SelfHelp);
    }

    [Theory]
    [InlineData("/selfHelp/1", "restart", "nothing")]
    [InlineData("/selfHelp", "restart", "restart", "restart", "restart", "restart", "restart", "restart", "restart", "restart", "restart", "restart")]
    public void Is_named_by_ids_that_there_are_and_not_by_many(string pointer, params string[] ids)
    {
        var rejected = Assert.IsType<Decision.Rejected>(TicketIntake.Decide(Case.Wanted() with { SelfHelp = ids }, Aarhus.Profile));

        Assert.Equal(pointer, Assert.Single(rejected.Refusal.Complaints).Pointer);
    }

    private static SelfHelpEntry Entry(string id, string question) => new(id, new(question, "So."), new("Hvordan?", "Sådan."));
}
