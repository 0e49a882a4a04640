using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Attachments;

namespace ItsmFunctions.Channels.Tests;

/// <summary>What was stored, and then the desk died before the transaction.</summary>
public sealed class A_file_of_no_ticket
{
    [Fact]
    public async Task Is_removed_a_day_later_and_no_other_with_it()
    {
        await using MailedDesk desk = await MailedDesk.StartAsync();
        string number = await desk.OpenAsync();
        HttpRequestMessage request = MailedDesk.Anna.Send(HttpMethod.Post, $"api/tickets/{number}/attachments?name=a.txt");
        request.Content = new StringContent("kept");
        string kept = (string)(await desk.JsonAsync(request))["id"]!;
        (OrganisationId organisation, TicketNumber ticket) = (OrganisationId.Parse("demo"), TicketNumber.Parse(number));
        var blobs = new AttachmentBlobs(new BlobServiceClient(desk.Account));
        var due = new DueIndex(new DeskTables(new TableServiceClient(desk.Account)), TimeProvider.System);
        (string Id, TicketNumber Ticket)[] orphans = [(new string('1', 32), ticket), (new string('2', 32), new TicketNumber(TicketKind.Incident, 9_999_990))];
        foreach ((string id, TicketNumber of) in orphans)
        {
            await due.WriteFilesAsync(organisation, of, [id], DateTimeOffset.Parse((string)(await desk.JsonAsync(new(HttpMethod.Get, "admin/clock")))["now"]!, null).AddDays(1), CancellationToken.None);
            await blobs.WriteAsync(organisation, of, id, new MemoryStream(Encoding.UTF8.GetBytes("lost")), CancellationToken.None);
        }

        await desk.AdvanceAsync("PT23H");
        Assert.All(await ThereAsync(), Assert.True);
        await desk.AdvanceAsync("PT2H");

        await Eventually.TrueAsync(async () => !(await ThereAsync()).Any(there => there));
        await using Stream? still = await blobs.OpenAsync(organisation, ticket, kept, CancellationToken.None);
        Assert.NotNull(still);

        async Task<bool[]> ThereAsync()
        {
            var there = new List<bool>();
            foreach ((string id, TicketNumber of) in orphans)
            {
                await using Stream? content = await blobs.OpenAsync(organisation, of, id, CancellationToken.None);
                there.Add(content is not null);
            }

            return [.. there];
        }
    }
}
