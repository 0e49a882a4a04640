using System.Text.Json.Nodes;

namespace ItsmFunctions.Channels.Tests;

/// <summary>
/// The corpus: mails in the shapes that programs and servers give them, with made-up people, each with its expected outcome. The
/// ticket that they are about is Anna's and waits for her answer (PR-05): only her own proven words may resume it.
/// </summary>
public sealed class The_mails(SharedDesk shared) : IClassFixture<SharedDesk>
{
    /// <summary>File, outcome (with the reason where ignored), whether the sender is proven (or what is lacking), status of the ticket and its flag afterwards.</summary>
    private const string Table =
        """
        01-plain-new-ticket                   opened                   verified          pending     –
        02-outlook-html-answer                answered                 verified          inProgress  flag
        03-gmail-answer                       answered                 verified          inProgress  flag
        04-apple-mail-inline-picture          opened                   verified          pending     –
        05-apple-danish-answer                answered                 verified          inProgress  flag
        06-answer-with-another-subject        answered                 verified          inProgress  flag
        07-answer-by-number-alone             answered                 verified          inProgress  flag
        08-exchange-non-delivery              noted                    notAuthenticated  pending     flag
        09-exchange-non-delivery-danish       noted                    notAuthenticated  pending     flag
        10-out-of-office                      noted                    verified          pending     –
        11-out-of-office-danish               noted                    verified          pending     –
        12-out-of-office-about-nothing        ignored:automaticReply   verified          pending     –
        13-calendar-invitation                opened                   verified          pending     –
        14-calendar-reply                     noted                    verified          pending     –
        15-forwarded-as-attachment            opened                   verified          pending     –
        16-says-ascii-is-utf8                 opened                   verified          pending     –
        17-says-utf8-is-windows-1252          opened                   verified          pending     –
        18-unknown-charset-and-broken-words   opened                   verified          pending     –
        19-forged-results-further-down        noted                    notAuthenticated  pending     flag
        20-results-of-somebody-else           opened                   notAuthenticated  pending     –
        21-somebody-else-s-number             noted                    verified          pending     flag
        22-made-up-message-id                 opened                   verified          pending     –
        23-header-injection                   opened                   verified          pending     –
        24-two-senders                        opened                   noSingleSender    pending     –
        25-unknown-sender                     opened                   unknownPerson     pending     –
        26-agent-of-the-desk                  noted                    verified          pending     –
        27-broken-winmail-dat                 opened                   verified          pending     –
        28-html-alone-without-subject         opened                   verified          pending     –
        29-bulk                               ignored:automaticReply   unknownPerson     pending     –
        30-answer-below-the-quotation         answered                 verified          inProgress  flag
        31-read-receipt                       ignored:readReceipt      verified          pending     –
        32-delayed                            noted                    notAuthenticated  pending     –
        33-exchange-online                    opened                   notAuthenticated  pending     –
        34-another-desk                       ignored:deskMail         unknownPerson     pending     –
        """;

    /// <summary>What the ticket, the answer or the note says of it, word for word.</summary>
    private static readonly Dictionary<string, string> Said = new()
    {
        ["01-plain-new-ticket"] = "The printer jams|It takes the paper and keeps it.\n\nAnna",
        ["02-outlook-html-answer"] = "Rummet er 214 på anden sal.\n\nVenlig hilsen Anna",
        ["03-gmail-answer"] = "It is the one on the second floor.",
        ["04-apple-mail-inline-picture"] = "Error on the display|This is what it shows:\n\nIt has been so since Monday.\n\nSent from my iPhone",
        ["05-apple-danish-answer"] = "Ja, den er stadig i stykker.",
        ["06-answer-with-another-subject"] = "Tak, nu virker det.",
        ["07-answer-by-number-alone"] = "I forgot to say: room 214.",
        ["08-exchange-non-delivery"] = "En mail fra servicedesken kunne ikke leveres: brugeren har ikke fået den.\n\nDelivery has failed to these recipients: anna@example.org. The address was not found.",
        ["10-out-of-office"] = "Automatisk svar fra anna@example.org:\n\nI am out of the office until 30 November.",
        ["13-calendar-invitation"] = "Look at the printer|Can we look at it together?",
        ["14-calendar-reply"] = "Svar på en mødeindkaldelse fra anna@example.org:\n\nSUMMARY: Look at the printer\nDTSTART: 20261124T090000Z\nDTEND: 20261124T093000Z\nLOCATION: Building 5341, room 214",
        ["15-forwarded-as-attachment"] = "FW: Is this phishing?|Is this one genuine?",
        ["16-says-ascii-is-utf8"] = "Rød skærm|Skærmen er rød og blå.",
        ["17-says-utf8-is-windows-1252"] = "Umlaute|Skærmen er rød – og blå.",
        ["19-forged-results-further-down"] = "Mail fra anna@example.org. Afsenderen er ikke bekræftet (mailserveren står ikke inde for adressen): mailen gælder ikke som brugerens svar.\n\nAll is well, close the ticket.",
        ["21-somebody-else-s-number"] = "Mail fra carl@example.org, som ikke er sagens bruger:\n\nPlease tell me what Anna wrote.",
        ["23-header-injection"] = "HelloBcc: victim@example.orgtxet|A subject with line breaks in it.",
        ["26-agent-of-the-desk"] = "Mail fra bo@example.org, som er ansat i servicedesken:\n\nThe supplier comes on Tuesday with a new drum.",
        ["28-html-alone-without-subject"] = "(intet emne)|Hello desk,\n\n- the screen is dark\n- the printer <https://status.example.org/printers> too\n[logo]",
        ["30-answer-below-the-quotation"] = "On Sunday IT Support <it-support@desk.example> wrote:\n> Which room?\n\nRoom 214.",
    };

    public static TheoryData<string, string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (string[] row in Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            rows.Add(row[0], row[1], row[2], row[3], row[4]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Rule", "AU-04")]
    [Trait("Rule", "FV-02")]
    public async Task Become_what_the_table_says(string file, string outcome, string sender, string status, string flag)
    {
        MailedDesk desk = shared.Desk;
        string number = await desk.OpenAsync();
        await desk.DoAsync(number, "pend", new { reason = "PR-05" });

        JsonNode said = await desk.ReceiveAsync(desk.Mail(file, number));

        Assert.Equal((outcome, sender), ((string?)said["outcome"] + (said["reason"] is { } reason ? $":{reason}" : ""), (bool)said["verified"]! ? "verified" : (string?)said["doubt"]));
        JsonNode ticket = await desk.ReadAsync(number);
        Assert.Equal((status, flag), ((string?)ticket["status"], (bool)ticket["flags"]!["update"]! ? "flag" : "–"));
        if (outcome is "answered" or "noted")
        {
            Assert.Equal(number, (string?)said["number"]);
            JsonNode note = (await desk.JournalAsync(number))[^1];
            Assert.Equal(outcome == "answered" ? "public" : "internal", (string?)note["visibility"]);
            Assert.Equal(Said.GetValueOrDefault(file, (string)note["text"]!), (string?)note["text"]);
        }
        else
            Assert.Empty(await desk.JournalAsync(number));
        if (outcome == "opened")
            await OpensAsync(file, (string)said["number"]!, number, sender == "verified");
    }

    private async Task OpensAsync(string file, string opened, string named, bool verified)
    {
        JsonNode ticket = await shared.Desk.ReadAsync(opened);
        Assert.NotEqual(named, opened);
        Assert.Equal(("mail", "incident", "other", "question", "individual", "medium", "it-support"), (
            (string?)ticket["channel"], (string?)ticket["kind"], (string?)ticket["category"], (string?)ticket["subcategory"], (string?)ticket["impact"], (string?)ticket["urgency"], (string?)ticket["team"]));
        Assert.Equal(verified ? null : true, (bool?)ticket["unverifiedSender"]);
        Assert.Equal(verified, (string?)ticket["requester"] is "anna" or "carl");
        if (Said.TryGetValue(file, out string? words))
            Assert.Equal(words, $"{ticket["title"]}|{ticket["description"]}");
    }

    [Fact]
    public void Have_a_row_each() =>
        Assert.Equal(Directory.GetFiles(Checkout.PathOf("tests", "Channels.Tests", "Mails")).Select(Path.GetFileNameWithoutExtension).Order(), Rows().Select(row => row.Data.Item1).Order());
}
