using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Replay;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>What the stored events add up to, held against what the log says of itself: measure by measure, incident by incident.</summary>
internal sealed class ParityCheck(FindingLog findings)
{
    private readonly Tally[] _tallies = [.. Enum.GetValues<Measure>().Select(_ => new Tally())];

    public Tally this[Measure measure] => _tallies[(int)measure];

    public int Unexplained => _tallies.Sum(tally => tally.Unexplained);

    /// <summary>Tickets imported from this system that the log does not name: of another log, or of incidents taken out of this one.</summary>
    public int OnlyStored { get; private set; }

    public FindingLog Findings => findings;

    public void Equal(Measure measure, int count = 1) => this[measure].CountEqual(count);

    public void Add(Measure measure, long recorded, long recomputed) => this[measure].Add(recorded, recomputed);

    public void Differ(Difference difference)
    {
        this[difference.Measure].Count(difference);
        findings.Add(difference);
    }

    /// <param name="pairs">Each incident with what its events add up to; null where there are none.</param>
    public void Compare(Desk desk, LogSurvey survey, IEnumerable<(IncidentRows Incident, TicketFigures? Figures)> pairs, Action<int>? compared = null)
    {
        foreach (UnreadableRow row in survey.Unreadable)
        {
            findings.Add(new Finding(Rules.Unreadable, "", row.Line, row.Why));
            Differ(new(Measure.Events, "", row.Line, row.Why, "no event", Rules.Unreadable));
        }

        foreach ((IncidentRows incident, TicketFigures? figures) in pairs)
        {
            var comparison = new Comparison(this, desk, incident, figures);
            comparison.Run();
            foreach (Finding finding in comparison.Findings)
                findings.Add(finding);
            compared?.Invoke(incident.Rows.Count);
        }
    }

    /// <summary>Brings together what belongs together, one incident at a time: both sides stand in the order of the numbers.</summary>
    public IEnumerable<(IncidentRows Incident, TicketFigures? Figures)> Meet(IEnumerable<IncidentRows> incidents, IEnumerable<TicketFigures> figures)
    {
        using IEnumerator<TicketFigures> stored = figures.GetEnumerator();
        bool more = stored.MoveNext();
        foreach (IncidentRows incident in incidents)
        {
            for (; more && string.CompareOrdinal(stored.Current.Number, incident.Number) < 0; more = stored.MoveNext())
                OnlyStored++;
            bool meets = more && stored.Current.Number == incident.Number;
            yield return (incident, meets ? stored.Current : null);
            if (meets)
                more = stored.MoveNext();
        }

        for (; more; more = stored.MoveNext())
            OnlyStored++;
    }

    public static Sortable Pack(TicketFigures figures) => new(figures.Number, figures.Ticket.Sequence, StoredJson.Write(figures));

    public static TicketFigures Unpack(Sortable entry) => StoredJson.Read<TicketFigures>(entry.Payload);
}
