using ItsmFunctions.Functions.Links;

namespace ItsmFunctions.Notifications.Tests;

public sealed class A_signed_link
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly LinkToken Links = new(Key);
    private static readonly OrganisationId Au = OrganisationId.Parse("au");
    private static readonly TicketNumber Number = new(TicketKind.Incident, 42);
    private static readonly Ticket Ticket = TicketStory.Opens().Ticket;
    private static readonly string Token = Links.Sign(LinkPurpose.Reopen, Ticket);

    [Fact]
    public void Says_what_it_was_signed_for() => Assert.Equal(
        new SignedLink(LinkPurpose.Reopen, Au, Number, Ticket.OpenedAt.ToUnixTimeSeconds()), Links.Verify(Token, LinkPurpose.Reopen));

    [Fact]
    public void Means_the_ticket_of_that_number_and_no_later_one()
    {
        SignedLink link = Links.Verify(Token, LinkPurpose.Reopen)!;
        Assert.True(link.Means(Ticket));
        Assert.False(link.Means(Ticket with { OpenedAt = Ticket.OpenedAt.AddSeconds(1) }));
        Assert.False(link.Means(Ticket with { Organisation = OrganisationId.Parse("demo") }));
    }

    [Fact]
    public void Is_safe_in_an_address() => Assert.Equal(Uri.EscapeDataString(Token), Token);

    [Fact]
    public void Is_worth_nothing_when_any_character_of_it_is_changed()
    {
        for (int i = 0; i < Token.Length; i++)
        {
            char other = Token[i] == 'A' ? 'B' : 'A';
            Assert.Null(Links.Verify($"{Token[..i]}{other}{Token[(i + 1)..]}", LinkPurpose.Reopen));
            Assert.Null(Links.Verify(Token[..i], LinkPurpose.Reopen));
        }
    }

    [Theory]
    [InlineData("au", "REQ-0000042")]
    [InlineData("au", "INC-0000043")]
    [InlineData("demo", "INC-0000042")]
    public void Does_not_open_another_ticket_or_organisation(string organisation, string number)
    {
        string mac = Token[(Token.LastIndexOf('.') + 1)..];
        Assert.Null(Links.Verify($"1.reopen.{organisation}.{number}.{Ticket.OpenedAt.ToUnixTimeSeconds()}.{mac}", LinkPurpose.Reopen));
    }

    [Fact]
    public void Is_about_the_resolution_that_it_was_signed_for()
    {
        string survey = Links.Sign(LinkPurpose.Survey, Ticket, 7);
        Assert.Equal(new SignedLink(LinkPurpose.Survey, Au, Number, Ticket.OpenedAt.ToUnixTimeSeconds(), 7), Links.Verify(survey, LinkPurpose.Survey));
        Assert.Equal(Uri.EscapeDataString(survey), survey);
        Assert.Null(Links.Verify(survey.Replace(".7.", ".9.", StringComparison.Ordinal), LinkPurpose.Survey));
    }

    [Fact]
    public void For_one_purpose_is_worth_nothing_for_another()
    {
        Assert.Null(Links.Verify(Token, LinkPurpose.Survey));
        Assert.Null(Links.Verify(Links.Sign(LinkPurpose.Survey, Ticket, 7), LinkPurpose.Reopen));
        // Genuine, and about nothing in particular.
        Assert.Null(Links.Verify(Links.Sign(LinkPurpose.Survey, Ticket), LinkPurpose.Survey));
        Assert.Null(Links.Verify(Links.Sign(LinkPurpose.Reopen, Ticket, 7), LinkPurpose.Reopen));
    }

    [Fact]
    public void Of_another_key_is_worth_nothing()
    {
        byte[] other = [.. Key];
        other[31] ^= 1;
        Assert.Null(new LinkToken(other).Verify(Token, LinkPurpose.Reopen));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("....")]
    [InlineData("1.reopen.au.INC-0000042.")]
    [InlineData("1.reopen.au.INC-0000042.!!!")]
    public void That_is_none_is_told_apart_without_a_fuss(string? token) => Assert.Null(Links.Verify(token, LinkPurpose.Reopen));

    [Fact]
    public void That_is_endless_is_not_even_read() => Assert.Null(Links.Verify(new string('a', 100_000) + ".b", LinkPurpose.Reopen));
}
