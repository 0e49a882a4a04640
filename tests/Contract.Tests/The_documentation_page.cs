using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Contract.Tests;

public sealed partial class The_documentation_page(ContractDesk desk)
{
    [Fact]
    public async Task Is_well_formed_and_has_no_script_no_inline_style_and_nothing_from_elsewhere()
    {
        string html = await desk.Http.GetStringAsync("api/docs");

        XDocument page = Read(html);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "style" or "img" or "iframe" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"), attribute => Assert.Matches("^(#|/api/)", attribute.Value));
    }

    [Fact]
    public async Task May_load_its_style_sheet_and_nothing_else()
    {
        using HttpResponseMessage page = await desk.Http.GetAsync("api/docs"), style = await desk.Http.GetAsync("api/docs.css");

        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotMatch("@import|url\\(", await style.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Shows_every_operation_type_and_code_and_leads_nowhere_in_vain()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        HashSet<string> there = [.. ids];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Superset(Contract.Operations.Select(operation => operation.Id).ToHashSet(), there);
        Assert.Superset(ProblemCode.All.Select(code => $"code-{code.Code}").ToHashSet(), there);
        Assert.Superset(Contract.Document["components"]!["schemas"]!.AsObject().Select(schema => $"type-{schema.Key}").ToHashSet(), there);
        Assert.Subset(there, page.Descendants().Attributes("href").Where(href => href.Value.StartsWith('#')).Select(href => href.Value[1..]).ToHashSet());
    }

    [Fact]
    public async Task Can_be_walked_by_headings_and_landmarks()
    {
        XDocument page = Read(await desk.Http.GetStringAsync("api/docs"));

        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Single(page.Descendants("main"));
        Assert.Single(page.Descendants("h1"));
        int[] levels = [.. page.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second - pair.First <= 1, "a heading skips a level"));
        Assert.All(page.Descendants("th"), head => Assert.NotNull(head.Attribute("scope")));
        Assert.All(page.Descendants("nav"), nav => Assert.NotNull(nav.Attribute("aria-label")));
    }

    // HTML that is XML too, but for the doctype and the empty elements.
    private static XDocument Read(string html) =>
        XDocument.Parse(EmptyElement().Replace(html.Replace("<!doctype html>", "", StringComparison.Ordinal), "$0</$1>"));

    [GeneratedRegex("<(meta|link|wbr)\\b[^>]*>")]
    private static partial Regex EmptyElement();

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();
}
