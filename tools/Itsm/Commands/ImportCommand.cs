using System.CommandLine;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Itsm.ServiceNow;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Parity;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Summaries;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm import servicenow FILE</c> and <c>itsm compare servicenow FILE</c>.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string?> _file = new("FILE") { Description = "The log: CSV, one row for each update of an incident.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _mapping = new("--mapping") { Description = "What the log's words mean here (JSON). Default: the mapping that --print-mapping shows.", HelpName = "FILE" };
    private readonly Option<string?> _zone = new("--zone") { Description = "The time zone of the log's local times. Default: the organisation's own (Europe/Copenhagen).", HelpName = "IANA-NAME" };
    private readonly Option<string[]> _report = new("--report") { Description = "Writes the parity report with every finding; .json or .md. May be given twice.", HelpName = "FILE" };
    private readonly Option<int> _memory = new("--sort-memory") { Description = "MB that a sort on disk may hold in memory.", DefaultValueFactory = _ => (int)(IncidentStream.DefaultSortMemory >> 20), HelpName = "MB" };
    private readonly DeskOptions _desk = new();
    private readonly TimeProvider _time;

    private ImportCommand(TimeProvider time) => _time = time;

    public static Command Make(TimeProvider time) => new("import", "import servicenow FILE: takes over the history of another desk.") { new ImportCommand(time).Import() };

    public static Command MakeCompare(TimeProvider time) => new("compare", "compare servicenow FILE: holds another desk's log against what was imported, and changes nothing.") { new ImportCommand(time).Compare() };

    private Command Import()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Replays and compares without any storage: shows what would come of it." };
        var notify = new Option<bool>("--notify") { Description = "Lets the desk tell about the imported events, mails included. Without it nobody is told." };
        var print = new Option<bool>("--print-mapping") { Description = "Prints the default mapping, from which to start one's own." };
        Command command = WithOptions(new("servicenow", "Replays a ServiceNow incident log with its original instants. The same log twice changes nothing; a log that grew adds what is new."));
        command.Options.Add(dryRun);
        command.Options.Add(notify);
        command.Options.Add(print);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(print))
            {
                await Console.Out.WriteAsync(Mapping.DefaultText);
                return 0;
            }

            Screen screen = Terminal.Screen();
            using var findings = new FindingLog();
            ServiceNowImport import = Order(parsed, screen, parsed.GetValue(notify));
            ImportResult result = parsed.GetValue(dryRun)
                ? await import.RehearseAsync(findings)
                : await import.ImportAsync(await _desk.OpenAsync(parsed, _time, stop), findings, stop);
            return Tell(parsed, screen, result);
        });
        return command;
    }

    private Command Compare()
    {
        Command command = WithOptions(new("servicenow", "Recomputes every figure from the stored events alone and holds it against a ServiceNow incident log. Exit code 2 where something stays unexplained."));
        command.SetAction(async (parsed, stop) =>
        {
            Screen screen = Terminal.Screen();
            using var findings = new FindingLog();
            return Tell(parsed, screen, await Order(parsed, screen, notify: false).CompareAsync(await _desk.OpenAsync(parsed, _time, stop), findings, stop));
        });
        return command;
    }

    private Command WithOptions(Command command)
    {
        command.Arguments.Add(_file);
        command.Options.Add(_mapping);
        command.Options.Add(_zone);
        _desk.AddTo(command);
        command.Options.Add(_report);
        command.Options.Add(_memory);
        return command;
    }

    private ServiceNowImport Order(ParseResult parsed, Screen screen, bool notify)
    {
        string file = parsed.GetValue(_file) ?? throw new MistakeException("Which log? Give the path of a ServiceNow incident log (CSV).");
        Mapping mapping = parsed.GetValue(_mapping) is { } path ? Mapping.Read(path) : Mapping.Default;
        return new(screen, _time, new(file, mapping, parsed.GetValue(_zone), _desk.Organisation(parsed), notify, (long)Math.Max(1, parsed.GetValue(_memory)) << 20));
    }

    private int Tell(ParseResult parsed, Screen screen, ImportResult result)
    {
        ParityReport.Show(screen, result);
        foreach (string path in parsed.GetValue(_report) ?? [])
        {
            ParityReport.Write(path, result);
            screen.Line($"The report with every finding is in {path}.");
        }

        if (result.Imported is { } imported)
            Guide(screen, imported);
        return result.Parity.Unexplained == 0 ? 0 : 2;
    }

    // The report stands between the log and these lines: they are the last that is read.
    private static void Guide(Screen screen, ImportedPeriod imported)
    {
        LocalMonth earliest = imported.To.Plus(1 - SummaryQuery.MostMonths);
        LocalMonth from = imported.From < earliest ? earliest : imported.From;
        screen.Line($"Look at it as an agent: {imported.Reference} is {imported.Number} here; the reports count it by the log's own months.");
        screen.Line($"  curl -s \"{Connection.Address}/api/tickets/{imported.Number}\" -H \"$AGENT\"");
        screen.Line($"  curl -s \"{Connection.Address}/api/reports/summary?from={from}&to={imported.To}\" -H \"$AGENT\"");
    }
}
