using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>
/// The monthly counts of an organisation: sums over facts, so that a changed fact costs the same however many there are. Its
/// bytes depend on the facts alone, not on the way that led there.
/// </summary>
internal sealed class Cube(Terms terms)
{
    private readonly Dictionary<CellKey, Tally> _cells = [];

    private readonly Dictionary<PairKey, PairTally> _pairs = [];
    private readonly Dictionary<SurveyKey, SurveyTally> _surveys = [];

    public IReadOnlyDictionary<CellKey, Tally> Cells => _cells;

    /// <summary>Handovers from team to team.</summary>
    public IReadOnlyDictionary<PairKey, PairTally> Pairs => _pairs;

    /// <summary>What requesters were asked and answered.</summary>
    public IReadOnlyDictionary<SurveyKey, SurveyTally> Surveys => _surveys;

    /// <summary>Counts <paramref name="now"/> in the place of <paramref name="was"/>.</summary>
    public void Replace(TicketFact? was, TicketFact now)
    {
        if (was is not null)
        {
            foreach ((LocalMonth month, Tally tally) in Tally.Of(was, terms))
                Add(KeyOf(was, month), -tally);
            foreach ((PairKey key, PairTally tally) in PairTally.Of(was, terms))
                Add(key, -tally);
            foreach ((SurveyKey key, SurveyTally tally) in SurveyTally.Of(was, terms))
                Add(key, -tally);
        }

        foreach ((LocalMonth month, Tally tally) in Tally.Of(now, terms))
            Add(KeyOf(now, month), tally);
        foreach ((PairKey key, PairTally tally) in PairTally.Of(now, terms))
            Add(key, tally);
        foreach ((SurveyKey key, SurveyTally tally) in SurveyTally.Of(now, terms))
            Add(key, tally);
    }

    private void Add(SurveyKey key, SurveyTally tally)
    {
        SurveyTally sum = _surveys.GetValueOrDefault(key) + tally;
        if (sum == default)
            _surveys.Remove(key);
        else
            _surveys[key] = sum;
    }

    private void Add(PairKey key, PairTally tally)
    {
        PairTally sum = _pairs.GetValueOrDefault(key) + tally;
        if (sum == default)
            _pairs.Remove(key);
        else
            _pairs[key] = sum;
    }

    private void Add(CellKey key, Tally tally)
    {
        Tally sum = _cells.GetValueOrDefault(key) + tally;
        if (sum == default)
            _cells.Remove(key);
        else
            _cells[key] = sum;
    }

    private static CellKey KeyOf(TicketFact fact, LocalMonth month) => new(month, fact.Number.Kind, fact.HandlingRank, fact.Team);

    /// <summary>Columns in JSON, in the order of the keys: they compress to a few bytes a cell.</summary>
    public byte[] ToBytes(OrganisationId organisation)
    {
        KeyValuePair<CellKey, Tally>[] cells =
        [
            .. _cells.OrderBy(cell => cell.Key.Month).ThenBy(cell => cell.Key.Kind).ThenBy(cell => cell.Key.HandlingRank)
                .ThenBy(cell => cell.Key.Team, StringComparer.Ordinal),
        ];
        return StoredJson.Write(new Columns(
            Manifest.CurrentSchema,
            organisation,
            [.. cells.Select(cell => cell.Key.Month.Index)],
            [.. cells.Select(cell => cell.Key.Kind)],
            [.. cells.Select(cell => cell.Key.HandlingRank)],
            [.. cells.Select(cell => cell.Key.Team)],
            [.. cells.Select(cell => cell.Value.Opened)],
            [.. cells.Select(cell => cell.Value.Resolutions)],
            [.. cells.Select(cell => cell.Value.Reopenings)],
            [.. cells.Select(cell => cell.Value.Resolved)],
            [.. cells.Select(cell => cell.Value.ResolveSeconds)],
            [.. cells.Select(cell => cell.Value.WithTarget)],
            [.. cells.Select(cell => cell.Value.WithinTarget)],
            [.. cells.Select(cell => cell.Value.Tests)],
            [.. cells.Select(cell => cell.Value.Duplicates)],
            [.. cells.Select(cell => cell.Value.Withdrawn)],
            [.. cells.Select(cell => cell.Value.Quick)],
            [.. cells.Select(cell => cell.Value.FirstContact)],
            _pairs.Count == 0 ? null : [.. _pairs.OrderBy(pair => pair.Key.Month).ThenBy(pair => pair.Key.From, StringComparer.Ordinal).ThenBy(pair => pair.Key.To, StringComparer.Ordinal).Select(pair => PairRow.Of(pair.Key, pair.Value))],
            _surveys.Count == 0 ? null : [.. _surveys.OrderBy(cell => cell.Key.Month).ThenBy(cell => cell.Key.Team, StringComparer.Ordinal).Select(cell => SurveyRow.Of(cell.Key, cell.Value))]));
    }

    /// <exception cref="InvalidDataException">It is another organisation's.</exception>
    public static Cube Read(ReadOnlySpan<byte> bytes, OrganisationId organisation, Terms terms)
    {
        Columns of = StoredJson.Read<Columns>(bytes);
        if (of.Organisation != organisation)
            throw new InvalidDataException($"A cube of {of.Organisation} stands where one of {organisation} should.");
        var cube = new Cube(terms);
        for (int i = 0; i < of.Month.Length; i++)
        {
            cube._cells.Add(
                new(new(of.Month[i]), of.Kind[i], of.HandlingRank[i], of.Team[i]),
                new(of.Opened[i], of.Resolutions[i], of.Reopenings[i], of.Resolved[i], of.ResolveSeconds[i], of.WithTarget[i], of.WithinTarget[i], of.Tests[i], of.Duplicates[i], of.Withdrawn[i], of.Quick?[i] ?? 0, of.FirstContact?[i] ?? 0));
        }

        foreach (PairRow pair in of.Pairs ?? [])
            cube._pairs.Add(new(new(pair.Month), pair.From, pair.To), new(pair.Handovers, pair.Returned, pair.Bounced, pair.Taken, pair.TakenSeconds));
        foreach (SurveyRow cell in of.Surveys ?? [])
            cube._surveys.Add(new(new(cell.Month), cell.Team), new(cell.Asked, cell.Responded, cell.Ones, cell.Twos, cell.Threes, cell.Fours, cell.Fives));
        return cube;
    }

    private sealed record SurveyRow(int Month, string Team, long Asked, long Responded, long Ones, long Twos, long Threes, long Fours, long Fives)
    {
        public static SurveyRow Of(SurveyKey key, SurveyTally tally) =>
            new(key.Month.Index, key.Team, tally.Asked, tally.Responded, tally.Ones, tally.Twos, tally.Threes, tally.Fours, tally.Fives);
    }

    private sealed record PairRow(int Month, string From, string To, long Handovers, long Returned, long Bounced, long Taken, long TakenSeconds)
    {
        public static PairRow Of(PairKey key, PairTally tally) =>
            new(key.Month.Index, key.From, key.To, tally.Handovers, tally.Returned, tally.Bounced, tally.Taken, tally.TakenSeconds);
    }

    private sealed record Columns(
        int Schema,
        OrganisationId Organisation,
        int[] Month,
        TicketKind[] Kind,
        int[] HandlingRank,
        string[] Team,
        long[] Opened,
        long[] Resolutions,
        long[] Reopenings,
        long[] Resolved,
        long[] ResolveSeconds,
        long[] WithTarget,
        long[] WithinTarget,
        long[] Tests,
        long[] Duplicates,
        long[] Withdrawn,
        long[]? Quick = null,
        long[]? FirstContact = null,
        PairRow[]? Pairs = null,
        SurveyRow[]? Surveys = null);
}
