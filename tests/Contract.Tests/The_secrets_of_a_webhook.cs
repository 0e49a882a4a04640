using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage.Feed;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Contract.Tests;

/// <summary>The latest, and for a day the one before it: two signatures at most, and a row that does not grow, however often it is rotated.</summary>
public sealed class The_secrets_of_a_webhook
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly WebhookSecrets Secrets = new(DeskSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Itsm:SigningKey", Convert.ToBase64String(new byte[32]))]).Build()));
    private static readonly Webhook Made = new(OrganisationId.Parse("au"), new string('0', 32), "https://hooks.example.org/", [], [], "mia", Now, [], new([], Now));

    [Fact]
    public void Sign_two_at_most_and_are_all_different()
    {
        Webhook webhook = Made;
        List<string> revealed = [Secrets.Reveal(webhook)];
        for (int rotation = 1; rotation <= 50; rotation++)
        {
            Webhook before = webhook;
            webhook = webhook.Rotated(Now.AddSeconds(rotation));
            revealed.Add(Secrets.Reveal(webhook));
            Assert.Equal(rotation, webhook.Generation);
            Assert.Single(webhook.Rotations);
            // The latest first, then the one that was the latest until now.
            Assert.Equal([Own(webhook, webhook.Rotations[0]), Own(before, webhook.Rotations[0])], Signatures(webhook, webhook.Rotations[0]));
        }

        Assert.Equal(revealed.Count, revealed.Distinct().Count());
        DateTimeOffset over = webhook.Rotations[0] + WebhookSecrets.Overlap;
        Assert.Equal([Own(webhook, over)], Signatures(webhook, over));
    }

    /// <summary>Every rotation used to be kept in the row.</summary>
    [Fact]
    public void Of_a_row_that_names_many_rotations_are_the_same_as_before()
    {
        Webhook many = Made with { Rotations = [Now.AddHours(-3), Now.AddHours(-2), Now.AddHours(-1)] };
        Webhook one = Made.Rotated(Now.AddHours(-3)).Rotated(Now.AddHours(-2)).Rotated(Now.AddHours(-1));

        Assert.Equal(Secrets.Reveal(one), Secrets.Reveal(many));
        Assert.Equal(2, Signatures(many, Now).Length);
        Assert.Equal(Signatures(one, Now), Signatures(many, Now));
        Assert.Equal(4, many.Rotated(Now).Generation);
    }

    // What its latest secret alone signs.
    private static string Own(Webhook webhook, DateTimeOffset now) => Assert.Single(Signatures(webhook with { Rotations = [], Forgotten = webhook.Generation }, now));

    private static string[] Signatures(Webhook webhook, DateTimeOffset now) =>
        Secrets.Sign(webhook, "INC-0000042-000001", Encoding.UTF8.GetBytes("{}"), now).Single(header => header.Name == "webhook-signature").Value.Split(' ');
}
