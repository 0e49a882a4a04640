using System.CommandLine;
using ItsmFunctions.Domain;
using ItsmFunctions.Itsm.Desks;

namespace ItsmFunctions.Itsm.Commands;

/// <summary>Which desk a command works on: the same two options everywhere.</summary>
internal sealed class DeskOptions
{
    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "The storage: a connection string, or the https address of a table service. Default: AzureWebJobsStorage of the environment, then the desk that ./run runs here, then local.settings.json, then the local emulator.",
        HelpName = "STORAGE",
    };

    private readonly Option<string?> _organisation = new("--organisation")
    {
        Description = "The organisation. Default: the desk's own default, demo unless it is set.",
        HelpName = "ID",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_organisation);
        command.Options.Add(_connection);
    }

    public OrganisationId Organisation(ParseResult parsed) => Connection.Organisation(parsed.GetValue(_organisation));

    public Task<DeskStorage> OpenAsync(ParseResult parsed, TimeProvider time, CancellationToken stop) =>
        DeskStorage.OpenAsync(Connection.Find(parsed.GetValue(_connection)), time, stop);
}
