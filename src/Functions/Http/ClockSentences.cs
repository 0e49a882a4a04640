using System.Globalization;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Functions.Http;

/// <summary>What a clock has come to, in a sentence or two of each language.</summary>
internal static class ClockSentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public static BilingualText Of(Clock clock, IReadOnlyList<ClockSegment> segments, FoldedClocks folded) =>
        new(In(clock, segments, folded, danish: false), In(clock, segments, folded, danish: true));

    /// <summary>Why there is no clock of a target.</summary>
    public static BilingualText OfNothing(TargetKind kind, string? of, FoldedClocks folded)
    {
        ServicePolicy? policy = folded.Clocks.Last is { } now ? folded.Book.At(folded.AsOf).PolicyFor(now) : null;
        return (policy, policy?.Find(kind, of)) switch
        {
            (null, _) => new("Nothing is promised: no policy fits this ticket.", "Intet er lovet: ingen politik passer på sagen."),
            (_, null) => new($"“{policy.English}” promises nothing of this kind.", $"“{policy.Danish}” lover intet af denne slags."),
            _ => new($"“{policy.English}” promises it, and its clock has not begun.", $"“{policy.Danish}” lover det, og uret er ikke begyndt."),
        };
    }

    private static string In(Clock clock, IReadOnlyList<ClockSegment> segments, FoldedClocks folded, bool danish)
    {
        ServicePolicy? policy = clock.PolicyIn(folded.Book);
        string promised = policy?.Label(danish ? "da" : "en") ?? clock.Policy, goal = Length(clock.Goal, danish), from = Moment(clock.CountsFrom, folded.Profile, danish);
        string counted = Length(clock.Counted(folded.Book, folded.AsOf), danish);
        return string.Join(' ', new[]
        {
            danish
                ? $"{ServiceTarget.LabelOf(clock.Kind, clock.Of, danish ? "da" : "en")}: “{promised}” lover {goal} arbejdstid fra {from}; {counted} er talt."
                : $"{ServiceTarget.LabelOf(clock.Kind, clock.Of, danish ? "da" : "en")}: “{promised}” promises {goal} of working time from {from}; {counted} of it has been counted.",
            Paused(segments, folded.Profile, danish),
            Outcome(clock, folded, danish),
        }.OfType<string>());
    }

    private static string? Paused(IReadOnlyList<ClockSegment> segments, Profile profile, bool danish)
    {
        string[] each =
        [
            .. segments.Where(segment => segment.Kind == SegmentKind.Paused).GroupBy(segment => (segment.Reason, segment.Corrected)).Select(same =>
                $"{Length(same.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Length), danish)} ({Reason(same.Key)})"),
        ];
        if (each.Length == 0)
            return null;
        return danish ? $"Uret stod stille i {string.Join(", ", each)}." : $"The clock stood still for {string.Join(", ", each)}.";

        string Reason((string? Code, bool? Corrected) why) => why.Corrected == true ? (danish ? "rettet bagefter" : "corrected afterwards") : ReasonOf(why.Code);

        string ReasonOf(string? code) => code is null ? (danish ? "løst" : "resolved") : profile.FindReason(code)?.Label(danish ? "da" : "en") ?? code;
    }

    private static string Outcome(Clock clock, FoldedClocks folded, bool danish)
    {
        string? due = clock.DueAt(folded.Book) is { } at ? Moment(at, folded.Profile, danish) : null;
        string? ended = clock.EndedAt is { } end ? Moment(end, folded.Profile, danish) : null;
        return (clock.StateAt(folded.Book, folded.AsOf), danish) switch
        {
            (ClockState.Met, false) => due is null ? $"Met on {ended}." : $"Met on {ended}; it was due on {due}.",
            (ClockState.Met, true) => due is null ? $"Overholdt {ended}." : $"Overholdt {ended}; fristen var {due}.",
            (ClockState.Breached, false) => ended is null ? $"It was due on {due} and has not been done." : $"It was due on {due} and ended on {ended}.",
            (ClockState.Breached, true) => ended is null ? $"Fristen var {due}, og det er ikke sket endnu." : $"Fristen var {due}, og det sluttede {ended}.",
            (ClockState.Cancelled, false) => $"Cancelled on {ended}.",
            (ClockState.Cancelled, true) => $"Annulleret {ended}.",
            (ClockState.Superseded, false) => $"Another goal took its place on {ended}.",
            (ClockState.Superseded, true) => $"Et andet mål trådte i stedet {ended}.",
            (ClockState.Paused, false) => "It stands still now: its deadline is known when it goes on.",
            (ClockState.Paused, true) => "Det står stille nu: fristen kendes, når det går videre.",
            (_, false) => due is null ? "The calendar does not open for so long in the next ten years." : $"It is due on {due}.",
            (_, true) => due is null ? "Kalenderen har ikke åbent så længe i de næste ti år." : $"Fristen er {due}.",
        };
    }

    private static string Moment(DateTimeOffset at, Profile profile, bool danish) =>
        TimeZoneInfo.ConvertTime(at, profile.TimeZone).ToString(danish ? "d. MMMM yyyy 'kl.' HH.mm" : "d MMMM yyyy 'at' HH:mm", danish ? Danish : English);

    private static string Length(TimeSpan time, bool danish)
    {
        (string hour, string minute) = danish ? ("t", "min") : ("h", "min");
        int hours = (int)time.TotalHours;
        return (hours, time.Minutes) switch
        {
            (0, 0) when time.Seconds > 0 => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} {minute}"),
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{hours} {hour}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours} {hour} {time.Minutes} {minute}"),
        };
    }
}
