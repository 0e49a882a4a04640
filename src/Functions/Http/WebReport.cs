using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// The web report: a page, a script and a style sheet, the same for everybody. What they show they ask of the API, as whoever reads. They are
/// kept as Brotli packed them when they were built; who cannot read that gets them unpacked.
/// </summary>
public sealed class WebReport
{
    /// <summary>No script, style or request that is not this desk's own, and no text that could become one.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; trusted-types default; require-trusted-types-for 'script'";

    private const string Prefix = "report.";
    private const string Packed = ".br";

    private static readonly FrozenDictionary<string, byte[]> Files = Read();

    [Function("WebReport"), Door(Calling.Public)]
    public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "report")] HttpRequest request) => new FileResult("index.html");

    [Function("WebReportFile"), Door(Calling.Public)]
    public IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "report/{file}")] HttpRequest request, string file) =>
        file != "index.html" && Files.ContainsKey(file) ? new FileResult(file) : Problem.NotFound();

    private static FrozenDictionary<string, byte[]> Read()
    {
        var files = new Dictionary<string, byte[]>();
        var assembly = typeof(WebReport).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Packed, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files.Add(name[Prefix.Length..^Packed.Length], bytes.ToArray());
        }

        return files.ToFrozenDictionary();
    }

    private sealed class FileResult(string name) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            bool isPage = name == "index.html";
            response.ContentType = isPage ? "text/html; charset=utf-8" : name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
            // The page names what it needs by what that holds: it alone is asked for again.
            response.Headers.CacheControl = isPage ? "no-cache" : "public, max-age=31536000, immutable";
            response.Headers.Vary = "Accept-Encoding";
            if (isPage)
                response.Headers.ContentSecurityPolicy = Policy;
            ReadOnlyMemory<byte> bytes = Files[name];
            if (ReadsBrotli(httpContext.Request))
                response.Headers.ContentEncoding = "br";
            else
                bytes = Unpacked(Files[name]);
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }

        private static bool ReadsBrotli(HttpRequest request) =>
            StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptEncoding.OfType<string>()], out IList<StringWithQualityHeaderValue>? accepted)
            && accepted.Any(one => one.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

        private static byte[] Unpacked(byte[] packed)
        {
            using var bytes = new MemoryStream();
            using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
                brotli.CopyTo(bytes);
            return bytes.ToArray();
        }
    }
}
