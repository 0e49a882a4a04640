using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>
/// All that clocks are counted by, as one organisation had it from an instant on. Editions are added and never changed: what has
/// been counted stays (rules 9, 10 and 19).
/// </summary>
/// <param name="Number">From 1, in the order in which they were published.</param>
/// <param name="PublishedAt">When it was written: nothing that was asked about an earlier instant knows it.</param>
/// <param name="EffectiveFrom">When it takes the place of the one before.</param>
/// <param name="Zone">IANA zone of the calendars that name none.</param>
/// <param name="Calendars">The first counts where neither the area nor the policy names one.</param>
/// <param name="AreaCalendars">Ids of the calendars of the areas that have one of their own, by area.</param>
/// <param name="Policies">In order: the first that fits a ticket is its policy.</param>
/// <param name="Reasons">The reasons for which a ticket may wait.</param>
public sealed record ServiceEdition(
    int Number,
    DateTimeOffset PublishedAt,
    DateTimeOffset EffectiveFrom,
    string Zone,
    IReadOnlyList<NamedCalendar> Calendars,
    IReadOnlyDictionary<string, string> AreaCalendars,
    IReadOnlyList<ServicePolicy> Policies,
    IReadOnlyList<WaitingReason> Reasons)
{
    /// <summary>What a profile says of it.</summary>
    public static ServiceEdition Of(Profile profile, int number, DateTimeOffset publishedAt, DateTimeOffset effectiveFrom) => new(
        number,
        publishedAt,
        effectiveFrom,
        profile.Zone,
        profile.Calendars,
        profile.Areas.Where(area => area.Calendar is not null).ToDictionary(area => area.Id, area => area.Calendar!),
        profile.ServicePolicies,
        [.. profile.PendingReasons.Select(reason => new WaitingReason(reason.Code, reason.ClockRuns, reason.Accountable, reason.DateRequired))]);

    public ServicePolicy? PolicyFor(Tickets.Dimensions of) => Policies.FirstOrDefault(policy => policy.When.Fits(of));

    /// <summary>Id of the calendar that counts for a ticket: its area's, else its policy's, else the organisation's first (rule 8).</summary>
    public string CalendarFor(string? area, ServicePolicy policy) =>
        area is not null && AreaCalendars.TryGetValue(area, out string? own) ? own : policy.Calendar ?? Calendars[0].Id;

    public WaitingReason? FindReason(string? code) => code is null ? null : Reasons.FirstOrDefault(reason => reason.Code == code);

    /// <summary>The hours of a calendar; of one that is gone, those of the organisation's first.</summary>
    internal WorkingTime TimeOf(string calendar) => new((Calendars.FirstOrDefault(each => each.Id == calendar) ?? Calendars[0]).In(Zone));
}

/// <summary>What of a reason for waiting a clock asks.</summary>
/// <param name="ClockRuns">False where it stops what it may stop.</param>
/// <param name="DateRequired">True where it names the date that is waited for.</param>
public sealed record WaitingReason(string Code, bool ClockRuns, Accountable Party, bool DateRequired);
