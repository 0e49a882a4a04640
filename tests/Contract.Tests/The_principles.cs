using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class The_principles(ContractDesk desk)
{
    [Fact]
    [Trait("Rule", "A18")]
    public async Task Are_five_in_both_languages_and_the_fifth_is_the_softer_one()
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, "api/principles"));

        JsonArray principles = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["principles"]!.AsArray();
        Assert.Equal([1, 2, 3, 4, 5], principles.Select(principle => (int)principle!["number"]!));
        Assert.All(principles, principle => Assert.All(["en", "da"], language => Assert.NotEmpty((string)principle!["label"]![language]!)));
        Assert.Contains("as far as possible", (string)principles[4]!["label"]!["en"]!, StringComparison.Ordinal);
    }
}
