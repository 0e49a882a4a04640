using CsCheck;

namespace ItsmFunctions.Domain.Tests;

public sealed class A_text
{
    [Theory]
    [InlineData("Printer på 2. sal – “tom” 😀")]
    [InlineData("one\ntwo\r\nthree\tfour")]
    [InlineData("שלום and مرحبا keep their own direction")]
    [InlineData("e\u0301 composed from two")]
    public void Is_accepted_in_any_language(string text) => Assert.Null(Texts.Complain("/text", text, Texts.LongestNote, required: true));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u202Ab")]
    [InlineData("a\u2066b")]
    [InlineData("a\u2069b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFFFFb")]
    [InlineData("a\uFDD0b")]
    [InlineData("a\U0001FFFFb")]
    public void Holds_no_control_character_and_no_mark_that_reverses_what_is_read(string text)
    {
        Assert.Equal("/text", Texts.Complain("/text", text, 100, required: true)?.Pointer);
        Assert.NotNull(Texts.Complain("/text", text, 100, required: false, singleLine: true));
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u2060 \u00AD")]
    [InlineData(" \t")]
    [InlineData("\u3164")]
    [InlineData("\uFFA0 \u115F")]
    [InlineData("\u2800")]
    [InlineData("\U000E0020")]
    public void Shows_something(string text) => Assert.Equal("This must not be empty.", Texts.Complain("/text", text, 100, required: true)?.Detail.English);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    public void Breaks_its_line_only_where_more_than_one_is_expected(string text)
    {
        Assert.Null(Texts.Complain("/text", text, 100, required: true));
        Assert.NotNull(Texts.Complain("/text", text, 100, required: true, singleLine: true));
    }

    [Fact]
    public void Holds_no_half_of_a_surrogate_pair()
    {
        // Theory data passes through UTF-8, which cannot carry these.
        string[] halves = ["a\uD83D", "\uDE00a", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"];

        Assert.All(halves, text => Assert.NotNull(Texts.Complain("/text", text, 100, required: true)));
        Assert.Null(Texts.Complain("/text", "\uD83D\uDE00", 100, required: true));
    }

    [Theory]
    [InlineData(Texts.LongestTitle)]
    [InlineData(Texts.LongestNote)]
    [InlineData(Texts.LongestReason)]
    [InlineData(Texts.LongestName)]
    public void Is_as_long_as_it_may_be_and_no_longer(int longest)
    {
        Assert.Null(Texts.Complain("/text", new string('å', longest), longest, required: true));
        Assert.NotNull(Texts.Complain("/text", new string('å', longest + 1), longest, required: true));
    }

    [Fact]
    public void Counts_in_the_form_in_which_it_is_kept()
    {
        // One character that composition writes as three.
        Assert.Equal(3, Texts.Normalized("\uFB2C")!.Length);
        Assert.Null(Texts.Complain("/text", "\uFB2C\uFB2C", 6, required: true));
        Assert.NotNull(Texts.Complain("/text", "\uFB2C\uFB2C", 5, required: true));
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData("", false, true)]
    [InlineData("  \u00A0 ", false, true)]
    [InlineData("x", true, false)]
    public void Is_there_where_it_is_required_and_says_something_where_it_is_there(string? text, bool required, bool complained) =>
        Assert.Equal(complained, Texts.Complain("/text", text, 10, required) is not null);

    [Fact]
    public void Can_be_normalised_whenever_it_was_accepted() =>
        Gen.String[Gen.Char, 0, 30].Sample(
            text => Texts.Complain("/text", text, 30, required: true) is not null || Texts.Normalized(text)!.IsNormalized(), iter: 20_000);

    [Fact]
    public void Never_prints_itself_when_it_is_personal() =>
        Assert.Equal("[6 characters]", new PersonalText("secret", "requester-1").ToString());
}
