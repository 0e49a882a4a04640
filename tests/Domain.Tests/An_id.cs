using CsCheck;

namespace ItsmFunctions.Domain.Tests;

public sealed class An_id
{
    [Theory]
    [InlineData("INC-0000042", TicketKind.Incident, 42)]
    [InlineData("REQ-0000001", TicketKind.Request, 1)]
    [InlineData("PRB-9999999", TicketKind.Problem, 9_999_999)]
    [InlineData("CHG-0012345", TicketKind.Change, 12_345)]
    public void Of_a_ticket_names_its_kind_and_seven_digits(string text, TicketKind kind, int sequence)
    {
        Assert.True(TicketNumber.TryParse(text, out TicketNumber number));
        Assert.Equal(new TicketNumber(kind, sequence), number);
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("INC-0000000")]
    [InlineData("INC-42")]
    [InlineData("INC-00000042")]
    [InlineData("inc-0000042")]
    [InlineData("INC_0000042")]
    [InlineData("INX-0000042")]
    [InlineData("INC-000004\n")]
    [InlineData("INC--000042")]
    [InlineData("INC-+000042")]
    [InlineData("INC- 000042")]
    [InlineData("INC-٠٠٠٠٠٤٢")]
    [InlineData(" INC-0000042")]
    public void Of_a_ticket_has_no_other_form(string? text)
    {
        Assert.False(TicketNumber.TryParse(text, out _));
        Assert.Throws<FormatException>(() => TicketNumber.Parse(text!));
    }

    [Fact]
    public void Of_a_ticket_reads_back_as_it_was_written() =>
        Gen.Select(Gen.Enum<TicketKind>(), Gen.Int[1, TicketNumber.Highest]).Sample(
            (kind, sequence) => TicketNumber.Parse(new TicketNumber(kind, sequence).ToString()) == new TicketNumber(kind, sequence), iter: 1_000);

    [Theory]
    [InlineData("au")]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("a-b")]
    [InlineData("a--b-")]
    [InlineData("123456789-123456789-123456789-123456789-123456789-123456789-123")]
    public void Of_an_organisation_is_lower_case_letters_digits_and_hyphens(string text)
    {
        Assert.True(OrganisationId.TryParse(text, out OrganisationId id));
        Assert.Equal(text, id.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AU")]
    [InlineData("-a")]
    [InlineData("a_b")]
    [InlineData("a|b")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("å")]
    [InlineData("au\n")]
    [InlineData("a' or PartitionKey ne '")]
    [InlineData("123456789-123456789-123456789-123456789-123456789-123456789-1234")]
    public void Of_an_organisation_has_no_other_form(string? text)
    {
        Assert.False(OrganisationId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => OrganisationId.Parse(text!));
    }

    [Fact]
    public void Of_no_organisation_is_never_an_organisation_s() =>
        Assert.Throws<InvalidOperationException>(() => default(OrganisationId).Value);
}
