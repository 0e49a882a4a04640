using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Summaries;

/// <param name="From">First local month, included; null for eleven months before the last.</param>
/// <param name="To">Last local month, included; null for the last one with data.</param>
/// <param name="Kind">Null for all.</param>
/// <param name="Team">Team id; null for all.</param>
public sealed record SummaryQuery(LocalMonth? From, LocalMonth? To, TicketKind? Kind, string? Team)
{
    /// <summary>Keeps an answer within what a page can draw.</summary>
    public const int MostMonths = 60;

    /// <summary>A query as it stands in a URL. What is wrong with it, by name, or nothing.</summary>
    public static ImmutableArray<Complaint> Read(string? from, string? to, string? kind, string? team, out SummaryQuery query)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        LocalMonth? first = Month("/from", from), last = Month("/to", to);
        TicketKind? only = null;
        if (kind is not null)
        {
            if (Enum.TryParse(kind, ignoreCase: true, out TicketKind parsed) && !char.IsAsciiDigit(kind[0]) && Enum.IsDefined(parsed))
                only = parsed;
            else
                complaints.Add(new("/kind", $"One of {string.Join(", ", Enum.GetNames<TicketKind>().Select(name => name.ToLowerInvariant()))}."));
        }

        if (team is { } given && Texts.Complain("/team", given, Texts.LongestName, required: false, singleLine: true) is { } complaint)
            complaints.Add(complaint);
        if (first > last)
            complaints.Add(new("/to", "The period ends before it begins."));
        else if (last is { } end && first is { } begin && end.Index - begin.Index >= MostMonths)
            complaints.Add(new("/from", string.Create(CultureInfo.InvariantCulture, $"A summary covers at most {MostMonths} months.")));
        query = new(first, last, only, team);
        return complaints.ToImmutable();

        LocalMonth? Month(string pointer, string? text)
        {
            if (text is null)
                return null;
            if (!LocalMonth.TryParse(text, out LocalMonth month))
                complaints.Add(new(pointer, "A month is written as 2026-03."));
            else if (month.Year is <= 1 or >= 9999)
                complaints.Add(new(pointer, "A month from 0002-01 to 9998-12."));
            else
                return month;
            return null;
        }
    }

    /// <summary>The months that are answered for, where <paramref name="latest"/> is the last one with data.</summary>
    internal (LocalMonth From, LocalMonth To) Period(LocalMonth latest)
    {
        LocalMonth to = To ?? (From > latest ? From.Value : latest);
        LocalMonth from = From ?? to.Plus(-11);
        return (from < to.Plus(1 - MostMonths) ? to.Plus(1 - MostMonths) : from, to);
    }

    public override string ToString() => $"{From}..{To}|{Kind}|{Team}";
}
