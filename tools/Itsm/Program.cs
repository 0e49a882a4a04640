using System.CommandLine;
using System.CommandLine.Help;
using ItsmFunctions.Itsm;
using ItsmFunctions.Itsm.Commands;

// Named as it is called: through ./itsm.
var root = new Command("itsm", "The desk's command line: imports another desk's log, makes a demo desk, verifies and rebuilds what is stored.")
{
    ImportCommand.Make(TimeProvider.System),
    ImportCommand.MakeCompare(TimeProvider.System),
    DemoCommand.Make(TimeProvider.System),
    GenerateCommand.Make(),
    ListsCommand.Make(TimeProvider.System),
    ReportsCommand.Make(TimeProvider.System),
    VerifyCommand.Make(TimeProvider.System),
    new HelpOption { Recursive = true },
    new VersionOption(),
};

try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (MistakeException mistake)
{
    Terminal.Complain(mistake.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Terminal.Complain("Stopped. What was written stays whole; the same command goes on where it stopped.");
    return 130;
}
catch (InvalidDataException damaged)
{
    Terminal.Complain($"{damaged.Message} Restore that row from a backup; ./itsm verify looks at all of them.");
    return 1;
}
catch (Azure.RequestFailedException failure)
{
    Terminal.Complain($"The storage refused: {failure.Message.Split('\n')[0].Trim()} What was written stays whole; the same command goes on where it stopped.");
    return 1;
}
