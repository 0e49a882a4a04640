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

    /// <summary>Reads both sides in the order of the incident numbers and compares what meets.</summary>
    /// <param name="figures">In that order.</param>
    public void Compare(Desk desk, LogSurvey survey, IEnumerable<IncidentRows> incidents, IEnumerable<TicketFigures> figures, Action<int>? compared = null)
    {
        foreach (UnreadableRow row in survey.Unreadable)
        {
            findings.Add(new Finding(Rules.Unreadable, "", row.Line, row.Why));
            Differ(new(Measure.Events, "", row.Line, row.Why, "no event", Rules.Unreadable));
        }

        using IEnumerator<TicketFigures> stored = figures.GetEnumerator();
        bool more = stored.MoveNext();
        foreach (IncidentRows incident in incidents)
        {
            for (; more && string.CompareOrdinal(stored.Current.Number, incident.Number) < 0; more = stored.MoveNext())
                OnlyStored++;
            bool meets = more && stored.Current.Number == incident.Number;
            var comparison = new Comparison(this, desk, incident, meets ? stored.Current : null);
            comparison.Run();
            foreach (Finding finding in comparison.Findings)
                findings.Add(finding);
            if (meets)
                more = stored.MoveNext();
            compared?.Invoke(incident.Rows.Count);
        }

        for (; more; more = stored.MoveNext())
            OnlyStored++;
    }

    public static Sortable Pack(TicketFigures figures) => new(figures.Number, figures.Ticket.Sequence, StoredJson.Write(figures));

    public static TicketFigures Unpack(Sortable entry) => StoredJson.Read<TicketFigures>(entry.Payload);
}
