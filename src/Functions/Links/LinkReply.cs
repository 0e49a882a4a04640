using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Links;

/// <summary>A page behind a signed link: no script, nothing from elsewhere, kept nowhere, passed on to nobody.</summary>
/// <param name="content">HTML, escaped already.</param>
internal sealed class LinkReply(string language, string heading, string content, int status) : IResult
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1a242d; --muted: #56636f; --page: #eef2f5; --card: #fff; --line: #d9e1e8; --accent: #0b5a8a; --on-accent: #fff; --chosen: #e8f2f9; --wrong: #a4262c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e9eef3; --muted: #a9b5c1; --page: #12171c; --card: #1b222a; --line: #3a4652; --accent: #74bfe8; --on-accent: #0c1b26; --chosen: #20323f; --wrong: #ff9d96; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--ink); font: 1.0625rem/1.55 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
        main { max-width: 36rem; margin: 0 auto; padding: 1.75rem 2rem 2rem; background: var(--card); border: 1px solid var(--line); border-top: 5px solid var(--accent); border-radius: 10px; overflow-wrap: anywhere; }
        h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.3; font-weight: 600; }
        p { margin: 0 0 1rem; }
        .about, .hint { color: var(--muted); font-size: 1rem; }
        .about span { font-weight: 600; white-space: nowrap; }
        .hint { margin: 0 0 .4rem; }
        .wrong { color: var(--wrong); font-weight: 600; }
        label { font-weight: 600; }
        textarea { display: block; width: 100%; margin: 0 0 1.1rem; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--muted); border-radius: 7px; }
        fieldset { min-width: 0; margin: 0 0 1.4rem; padding: 0; border: 0; }
        legend { margin: 0 0 .5rem; padding: 0; font-weight: 600; }
        .scores { display: grid; grid-template-columns: repeat(5, 1fr); gap: .5rem; }
        .scores label { display: flex; flex-direction: column; align-items: center; gap: .2rem; padding: .75rem .25rem .8rem; font-size: .8125rem; line-height: 1.3; font-weight: 400; text-align: center; overflow-wrap: normal; border: 1px solid var(--muted); border-radius: 8px; cursor: pointer; }
        .scores label:hover, .scores label:has(:checked) { background: var(--chosen); border-color: var(--accent); }
        .scores label:has(:checked) { box-shadow: inset 0 0 0 1px var(--accent); }
        .scores.three { grid-template-columns: repeat(3, 1fr); }
        .scores.three label { font-size: 1rem; }
        .scores b { font-size: 1.3rem; line-height: 1.4; font-weight: 600; }
        .scores input { margin: 0; width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
        @media (max-width: 34rem) {
          main { padding: 1.4rem 1.25rem 1.5rem; }
          .scores, .scores.three { grid-template-columns: 1fr; }
          .scores label { flex-direction: row; gap: .8rem; padding: .55rem .9rem; font-size: 1rem; text-align: left; }
        }
        .written { white-space: pre-line; }
        button, a.button { display: inline-block; padding: .65rem 1.4rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 7px; text-decoration: none; cursor: pointer; }
        a { color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0 0 1rem; }
        dt { color: var(--muted); }
        dd { margin: 0; }
        main > :last-child { margin-bottom: 0; }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        IHeaderDictionary headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = language;
        string page = $"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{heading}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{heading}</h1>
            {content}
            </main>
            </body>
            </html>
            """;
        return Results.Text(page, "text/html; charset=utf-8", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }
}
