using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Measures;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>What a page of visuals came to, all of one snapshot.</summary>
/// <param name="Snapshot">Names the content; null before the first build went through.</param>
/// <param name="Tickets">How many are counted in the snapshot, whatever was asked.</param>
/// <param name="LastAt">The last thing that is known.</param>
/// <param name="ETag">Without quotes: the same for the same snapshot, query and scope, and minute where something is asked as of now.</param>
public sealed record PageAnswer(string? Snapshot, DateTimeOffset? AsOf, string Zone, int Tickets, DateTimeOffset? LastAt, string ETag, IReadOnlyList<(ReadVisual Visual, Answer Answer)> Visuals);

/// <summary>Which tickets make up a figure.</summary>
/// <param name="Measure">Id of a measure.</param>
/// <param name="Filters">Those of the page and of the cell that was clicked on.</param>
/// <param name="Period">The last twelve months with data if left out.</param>
/// <param name="Part">Of a ratio; all if left out.</param>
/// <param name="Tz">IANA zone in which days and months begin; the organisation's if left out.</param>
/// <param name="Sort">A member of a ticket, with "-" in front for the highest first; the latest opened first if left out.</param>
/// <param name="Skip">How many to leave out; none if left out.</param>
/// <param name="Top">At most 500; 100 if left out.</param>
public sealed record DrillRequest(
    string? Measure = null, IReadOnlyList<FilterRequest>? Filters = null, PeriodRequest? Period = null, DrillPart? Part = null, string? Tz = null, string? Sort = null, int? Skip = null, int? Top = null);

/// <param name="Count">How many they are: the number that was clicked on.</param>
public sealed record DrillAnswer(string? Snapshot, DateTimeOffset? AsOf, AskedPeriod Period, int Count, IReadOnlyList<ReportedTicket> Tickets);

/// <summary>Answers queries from the columns of the latest snapshot. What a reader may see is part of every question.</summary>
public sealed class ReportQueries(ReportBlobs blobs, ProfileStore profiles, TimeProvider time)
{
    private readonly ColumnLoader _loader = new(blobs, profiles);

    /// <summary>One storage request where nothing changed since the last question, whatever the store holds.</summary>
    /// <returns>The answer, or what is wrong with the query.</returns>
    /// <exception cref="UnanswerableQueryException">It asks too much.</exception>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public async Task<(PageAnswer? Answer, ImmutableArray<Complaint> Complaints)> AskAsync(ReportScope scope, QueryRequest request, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        ColumnSet set = await _loader.LoadAsync(scope.Organisation, withDetails: false, stop);
        ImmutableArray<Complaint> complaints = new QueryReader(TimeZoneInfo.FindSystemTimeZoneById(set.Zone), now, set.LastAt).Read(request, out IReadOnlyList<ReadVisual> visuals);
        if (!complaints.IsEmpty)
            return (null, complaints);
        if (!set.HasDetails && visuals.Any(visual => NeedsDetails(visual.Query)))
            set = await _loader.LoadAsync(scope.Organisation, withDetails: true, stop);
        var evaluator = new Evaluator(set, scope);
        return (new(set.Snapshot, set.AsOf, set.Zone, set.Tickets, set.LastAt, TagOf(set, scope, request, visuals), [.. visuals.Select(visual => (visual, evaluator.Evaluate(visual.Query)))]), []);
    }

    /// <summary>The tickets behind a figure, all of them in the order that is asked for.</summary>
    /// <returns>The tickets, or what is wrong with the question.</returns>
    /// <exception cref="UnanswerableQueryException">It asks too much, or the reader sees no tickets.</exception>
    /// <exception cref="InvalidDataException">The snapshot is damaged or of another schema: it has to be rebuilt.</exception>
    public async Task<(DrillAnswer? Answer, ImmutableArray<Complaint> Complaints)> DrillAsync(ReportScope scope, DrillRequest request, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        ColumnSet set = await _loader.LoadAsync(scope.Organisation, withDetails: false, stop);
        var query = new QueryRequest(1, request.Measure is null ? null : [request.Measure], null, request.Filters, request.Period, Tz: request.Tz);
        ImmutableArray<Complaint> complaints = new QueryReader(TimeZoneInfo.FindSystemTimeZoneById(set.Zone), now, set.LastAt).Read(query, out IReadOnlyList<ReadVisual> visuals);
        if (!complaints.IsEmpty)
            return (null, [.. complaints.Select(complaint => complaint.Pointer.StartsWith("/measures", StringComparison.Ordinal) ? complaint with { Pointer = "/measure" } : complaint)]);
        if (Wrong(request) is { IsEmpty: false } wrong)
            return (null, wrong);
        if (!set.HasDetails && NeedsDetails(visuals[0].Query))
            set = await _loader.LoadAsync(scope.Organisation, withDetails: true, stop);
        IReadOnlyList<(ColumnSegment Segment, int Row)> found = new Evaluator(set, scope).Drill(visuals[0].Query, request.Part ?? DrillPart.All);
        return (new(set.Snapshot, set.AsOf, visuals[0].Period, found.Count, new TicketLines(found).Page(request.Sort ?? "-openedAt", request.Skip ?? 0, request.Top ?? TicketLines.PageSize)), []);
    }

    private static ImmutableArray<Complaint> Wrong(DrillRequest request)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (request.Sort is { } sort && !TicketLines.Sorts.Contains(sort.StartsWith('-') ? sort[1..] : sort))
            complaints.Add(new("/sort", $"One of {string.Join(", ", TicketLines.Sorts)}, with - in front for the highest first."));
        if (request.Skip < 0)
            complaints.Add(new("/skip", "0 or more."));
        if (request.Top is < 1 or > TicketLines.LargestPage)
            complaints.Add(new("/top", $"1 to {TicketLines.LargestPage}."));
        return complaints.ToImmutable();
    }

    private static bool NeedsDetails(ReportQuery query) =>
        query.Measures.Any(measure => FactTables.Details.Contains(measure.Table)) || query.By.Concat(query.Filters.Select(filter => filter.Dimension)).Any(of => FactTables.Details.Contains(of.Table));

    // A period that is not over, and what is asked as of now, move with the clock: to the minute.
    private static string TagOf(ColumnSet set, ReportScope scope, QueryRequest request, IReadOnlyList<ReadVisual> visuals)
    {
        bool moves = visuals.Any(visual => visual.Period.Partial || visual.Query.Measures.Any(measure => measure.At is null || measure.Form == MeasureForm.Overlap));
        long minute = moves ? visuals[0].Query.Now.ToUnixTimeSeconds() / 60 : 0;
        string days = string.Join(',', visuals.Select(visual => $"{visual.Period.First:O}..{visual.Period.Last:O}"));
        string content = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{set.Snapshot}|{set.AsOf?.UtcTicks}|{scope}|{minute}|{days}|{JsonSerializer.Serialize(request)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
    }
}
