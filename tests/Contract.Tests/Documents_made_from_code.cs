using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.OpenApi;

namespace ItsmFunctions.Contract.Tests;

public sealed partial class Documents_made_from_code
{
    [Fact]
    public void Say_every_error_code()
    {
        var text = new StringBuilder("""
            # Error codes

            Made from `src/Functions/Http/ProblemCode.cs`. Codes are stable: branch on them, not on titles or details. Each comes as
            `application/problem+json` with `type` `urn:itsm:problem:<code>`.

            | Code | Status | When | What to do |
            |---|---|---|---|

            """);
        foreach (ProblemCode code in ProblemCode.All)
            text.Append($"| `{code.Code}` | {code.Status} | {code.Meaning} | {code.Remedy.English} |\n");
        Written.Is("errors.md", text.ToString());
    }

    [Fact]
    public void Say_every_setting()
    {
        var text = new StringBuilder("""
            # Settings

            Made from `src/Functions/AppSettings.cs`. Each is an app setting in the cloud, an environment variable anywhere, and a line of
            `local.settings.json` on one's own machine.

            | Setting | If left out | Meaning |
            |---|---|---|

            """);
        foreach (AppSetting setting in AppSettings.All)
            text.Append($"| `{setting.Name}` | {(setting.Default is null ? "must be given" : setting.Default.Length == 0 ? "" : $"`{setting.Default}`")} | {setting.Meaning} |\n");
        Written.Is("settings.md", text.ToString());
    }

    [Fact]
    public void Say_every_event_that_machines_are_told_of()
    {
        var text = new StringBuilder("""
            # Events

            Made from `src/Domain/Feed/EventName.cs`. `GET /api/events` and webhooks tell of these. Names are stable: branch on them, and
            pass over those that you do not know, as new ones come. `data` holds ids, codes and instants of the ticket as it stood after
            the event. It holds nothing that anybody wrote (no title, text, name, place, service or reason), and persons stand by id: who
            may know more reads the ticket. What only some events have (`until`, `closureCode`, `toTeam`, `task`, `ticket`, `attachment`,
            `score`) stands beside their names below; `ticket.opened` has `ticket` where it follows up or was split from another.

            | Name | When | Happening |
            |---|---|---|

            """);
        foreach (EventName name in EventName.All)
            text.Append($"| `{name.Name}` | {name.Meaning} | `{name.Kind}` |\n");
        Written.Is("events.md", text.ToString());
    }

    [Fact]
    public void Know_every_code_that_is_declared()
    {
        IEnumerable<ProblemCode> declared = typeof(ProblemCode).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.FieldType == typeof(ProblemCode)).Select(field => (ProblemCode)field.GetValue(null)!);

        Assert.Equal(declared.Select(code => code.Code).Order(), ProblemCode.All.Select(code => code.Code).Order());
        Assert.Equal(ProblemCode.All.Count, ProblemCode.All.Select(code => code.Code).Distinct().Count());
        Assert.All(ProblemCode.All, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code.Code));
    }

    [Fact]
    public void Know_every_refusal_of_the_domain() =>
        Assert.Subset(ProblemCode.All.Select(code => code.Code).ToHashSet(), Enum.GetNames<RefusalCode>().Select(name => JsonNamingPolicy.KebabCaseLower.ConvertName(name)).ToHashSet());

    [Fact]
    public void Know_every_code_that_an_operation_promises() =>
        Assert.Equal(ProblemCode.All.Select(code => code.Code).Order(), Operations.All.SelectMany(operation => operation.Refuses).Select(code => code.Code).Distinct().Order());

    /// <summary>Keys that the sources read by their whole name, those of the sample, and those that a trigger's attribute names.</summary>
    [Fact]
    public void Know_every_setting_that_the_sources_read()
    {
        HashSet<string> known = [.. AppSettings.All.Select(setting => setting.Name)];
        string sources = string.Concat(Directory.EnumerateFiles(Checkout.PathOf("src", "Functions"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] read = [.. WholeName().Matches(sources).Select(match => match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal))];
        using JsonDocument sample = JsonDocument.Parse(File.ReadAllText(Checkout.PathOf("local.settings.sample.json")));

        Assert.NotEmpty(read);
        Assert.Subset(known, read.ToHashSet());
        Assert.Subset(known, sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).ToHashSet());
    }

    [Fact]
    public void Know_the_members_of_the_mail_settings()
    {
        string source = File.ReadAllText(Checkout.PathOf("src", "Functions", "Notifications", "MailSettings.cs"));
        string[] mail = [.. MailMember().Matches(source).Select(match => $"Itsm__Mail__{match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal)}")];
        string[] smtp = [.. SmtpMember().Matches(source).Select(match => $"Itsm__Mail__Smtp__{match.Groups["name"].Value}")];

        Assert.Equal(
            AppSettings.All.Select(setting => setting.Name).Where(name => name.StartsWith("Itsm__Mail__", StringComparison.Ordinal)).Order(),
            mail.Concat(smtp).Distinct().Order());
    }

    [GeneratedRegex("""(?:configuration\["|%|KeySetting = ")(?<name>[A-Za-z][A-Za-z0-9_:]+)(?:"\]|%"|";)""")]
    private static partial Regex WholeName();

    [GeneratedRegex("""(?:mail\["|Count\(mail, "|mail\.GetValue\(")(?<name>[A-Za-z:]+)""")]
    private static partial Regex MailMember();

    [GeneratedRegex("""(?:smtp\["|smtp\.GetValue\(")(?<name>[A-Za-z]+)""")]
    private static partial Regex SmtpMember();
}
