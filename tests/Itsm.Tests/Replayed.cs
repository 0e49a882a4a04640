namespace ItsmFunctions.Itsm.Tests;

/// <summary>The first incident of a log, replayed and nothing more.</summary>
internal static class Replayed
{
    public static Ticket Ticket(string file) => Of(file).Ticket!;

    public static TicketEvent[] Events(string file) => [.. Of(file).Entries.SelectMany(entry => entry.Events)];

    public static IncidentReplay Of(string file, string zone = "Europe/Copenhagen")
    {
        var log = new LogFile(file);
        LogSurvey survey = LogSurvey.Of(log);
        var terms = new Terms(Mapping.Default);
        Profile profile = Catalogue.Extend(null, Aarhus.Profile, survey, terms)?.On(Aarhus.Profile) ?? Aarhus.Profile;
        var desk = new ServiceNow.Replay.Desk(Bench.Organisation, profile, terms, new(TimeZoneInfo.FindSystemTimeZoneById(zone)), DateTimeOffset.UnixEpoch);
        using var stream = new IncidentStream(log, survey, IncidentStream.DefaultSortMemory);
        return IncidentReplay.Of(desk, stream.Read().First(), new(TicketKind.Incident, 1));
    }

    /// <summary>A folder that goes with the test.</summary>
    internal sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("itsm-tests-");

        public string File(string[] lines)
        {
            string path = Path.Combine(_folder.FullName, "log.csv");
            System.IO.File.WriteAllLines(path, lines);
            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
