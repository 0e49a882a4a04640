using System.Collections.Immutable;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Organisations that promise something.</summary>
internal static class Given_service_levels
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static ServiceTarget Within(TargetKind kind, double hours, string? of = null) => new(kind, (int)(hours * 60), of);

    public static ServicePolicy Policy(string id, params ServiceTarget[] targets) => new(id, id, id, new(), targets);

    /// <summary>Calendar C of the vectors, and these policies.</summary>
    public static Profile Promising(params ServicePolicy[] policies) => Promising(Calendars.Office, policies);

    public static Profile Promising(WorkingCalendar calendar, params ServicePolicy[] policies) => Aarhus.Profile with
    {
        Calendars = [new("office", "Office", calendar.Week, calendar.Exceptions, Zone: calendar.Zone)],
        ServicePolicies = policies,
    };

    public static Profile Resolving(double hours) => Promising(Policy("all", Within(TargetKind.Resolution, hours)));

    public static Clocks Clocks(this Case given) => ServiceLevels.Clocks.Of(given.Events, given.Profile.Book);

    public static Clock Clock(this Case given, string target = "resolution") => given.Clocks().Latest(target) ?? throw new InvalidOperationException($"No clock of {target}.");

    public static DateTimeOffset? Due(this Case given, string target = "resolution") => given.Clock(target).DueAt(given.Profile.Book);

    public static ClockState State(this Case given, string target = "resolution") => given.Clock(target).StateAt(given.Profile.Book, given.Now);

    /// <summary>Every clock of a target by cycle, with how it stands.</summary>
    public static string Course(this Case given, string target = "resolution") => string.Join(' ', given.Clocks().All.Where(clock => clock.Target == target).Select(clock => $"{clock.Cycle}:{clock.StateAt(given.Profile.Book, given.Now)}"));

    public static Case At(this Case given, string instant) => given.Later(Calendars.At(instant) - given.Now);

    /// <summary>A book in which the hours are others from an instant on.</summary>
    public static ServiceBook Then(this Profile before, Profile after, string from) => before.Then(after, Calendars.At(from));

    public static ServiceBook Then(this Profile before, Profile after, DateTimeOffset at) =>
        new([ServiceEdition.Of(before, 1, DateTimeOffset.MinValue, DateTimeOffset.MinValue), ServiceEdition.Of(after, 2, at.AddMinutes(-1), at)]);

    public static ImmutableArray<ClockSegment> Segments(this Case given, string target = "resolution") => ClockSegment.Of(given.Clock(target), given.Profile.Book, given.Now);
}
