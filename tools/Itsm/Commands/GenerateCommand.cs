using System.CommandLine;
using ItsmFunctions.Itsm.ServiceNow.Samples;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm generate servicenow</c>: a log to try an import with, where no real one is at hand.</summary>
internal static class GenerateCommand
{
    public static Command Make()
    {
        var rows = new Option<int>("--rows") { Description = "How many updates.", DefaultValueFactory = _ => 6_000, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Another number makes another log.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var interleaved = new Option<bool>("--interleaved") { Description = "In the order of time, the rows of an incident torn apart: an import has to sort it." };
        var mutate = new Option<Mutation[]>("--mutate") { Description = $"Spoils one incident in a hundred, to see what a report says to it. May be given several times.", HelpName = string.Join('|', Enum.GetNames<Mutation>()).ToLowerInvariant() };
        var to = new Option<string?>("--to") { Description = "A file. Default: the output.", HelpName = "FILE" };
        var command = new Command("servicenow", "Prints an invented incident log of the form of ServiceNow's: seasonal, with reassignments, reopenings, and a real log's flaws.") { rows, seed, interleaved, mutate, to };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(rows) < 1)
                throw new MistakeException("--rows is 1 or more.");
            var log = new SampleLog(parsed.GetValue(rows), parsed.GetValue(seed), parsed.GetValue(interleaved), parsed.GetValue(mutate) ?? []);
            try
            {
                using Stream stream = parsed.GetValue(to) is { } path ? new FileStream(path, FileMode.Create, FileAccess.Write) : Console.OpenStandardOutput();
                using var text = new StreamWriter(stream, bufferSize: 1 << 16);
                log.Write(text);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new MistakeException($"The log could not be written: {failure.Message} Give --to a file in a folder that may be written and has room.");
            }

            return 0;
        });
        return new("generate", "generate servicenow: invents a log to try an import with.") { command };
    }
}
