using ItsmFunctions.Functions.Http;
using ItsmFunctions.Reporting.Queries;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What dashboards are made of.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfReportQueries =>
    [
        new("ReadReportCatalogue", "Reports", "Read what reports can be asked")
        {
            Description = "Every measure with its definition, every dimension with what its values are called in this organisation, and the words for periods; in the language of `Accept-Language`. Needs a role of the desk or ReportingViewer.",
            Answers = [new(200, "The catalogue.", typeof(ReportCatalogueReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("QueryReports", "Reports", "Ask for all visuals of a page")
        {
            Description = "One query, or up to 30 visuals at once, all of one snapshot. Names come from the catalogue. At most 20 measures, 3 dimensions, 50 values of a filter and 5,000 cells each. `compare` holds a period against the one before (`previous`) or a year before (`lastYear`), of equal elapsed length: what has passed of this month against as much of the last. Ratios are ratios of sums at every level, and come with numerator and denominator. Who has no role of the desk but ReportingViewer sees no figure that fewer than five tickets make up. Needs a role of the desk or ReportingViewer.",
            Body = typeof(QueryRequest),
            Example = Examples.ReportQuery,
            Answers = [new(200, "What each visual came to.", typeof(ReportPageReply), Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadReportQuery", "Reports", "Ask by address")
        {
            Description = "The same query in `q`, so that a browser keeps the answer: its ETag is that of snapshot, query and what the caller may see. Needs a role of the desk or ReportingViewer.",
            Query = "q=%7B%22measures%22%3A%5B%22opened%22%2C%22backlog%22%5D%2C%22by%22%3A%5B%22month%22%5D%7D",
            Takes = ["q (report)", "If-None-Match"],
            Answers = [new(200, "What each visual came to.", typeof(ReportPageReply), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ListReportTickets", "Reports", "Read the tickets behind a figure")
        {
            Description = "As many as the figure says, whatever it was: of a ratio those of the denominator, or with `part` those of the numerator or the others. The filters are those of the page and of the cell that was clicked on. Needs a role of the desk.",
            Body = typeof(DrillRequest),
            Example = Examples.ReportDrill,
            Answers = [new(200, "The tickets, a page of them.", typeof(ReportTicketsReply))],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, .. Always],
        },
    ];
}
