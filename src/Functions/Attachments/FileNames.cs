using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>Names of files, as they come and as they go (RFC 6266, 8187).</summary>
internal static partial class FileNames
{
    [GeneratedRegex(@"(:[^:]*)?:\$[A-Za-z_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Stream();

    /// <summary>Without its path, on one line; empty where nothing is left.</summary>
    public static string Cleaned(string? name)
    {
        // a.exe::$DATA is a.exe to the file system that knows streams.
        string last = Stream().Replace((name ?? "").Split('/', '\\')[^1].TrimEnd(), "");
        string line = MailText.Line(string.Concat(last.Where(c => c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*'))), Texts.LongestName).Trim('.', ' ');
        // A cut must not take the extension, which says how the file is opened.
        int dot = last.LastIndexOf('.');
        return line.EndsWith('…') && dot > 0 && last.Length - dot <= 10 ? $"{line[..(Texts.LongestName - 11)]}…{last[dot..]}" : line;
    }

    /// <summary>Of a request: Content-Disposition, or <c>?name=</c>.</summary>
    public static string Of(HttpRequest request)
    {
        if (request.Query.TryGetValue("name", out Microsoft.Extensions.Primitives.StringValues name) && name.Count == 1)
            return Cleaned(name.ToString());
        return ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out ContentDispositionHeaderValue? disposition)
            ? Cleaned((disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString())
            : "";
    }

    public static string Disposition(string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }
}
