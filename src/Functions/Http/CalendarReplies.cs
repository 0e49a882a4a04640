using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Functions.Http;

/// <param name="From">The first instant of the span.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Changes">By the beginning of their windows.</param>
/// <param name="Freezes">When nothing is changed, by their beginning.</param>
/// <param name="Subscription">Address under which calendar programs of the caller follow it, as iCalendar. Whoever has it reads the calendar, until it runs out.</param>
public sealed record CalendarReply(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<PlannedReply> Changes, IReadOnlyList<FreezeReply> Freezes, SubscriptionReply Subscription);

/// <param name="Url">Without a token: it is one.</param>
/// <param name="ExpiresAt">From then on it leads nowhere; another reading of the calendar brings another.</param>
public sealed record SubscriptionReply(string Url, DateTimeOffset ExpiresAt);

/// <summary>A planned change.</summary>
/// <param name="Confirmed">Its reviews before the launch have approved it; else it is only asked for.</param>
/// <param name="InFreeze">It is carried out in a freeze window, with a reason.</param>
/// <param name="Outcome">How it ended, when it has been carried out.</param>
/// <param name="StoppedBy">Ids of freezes that its window lies in without a reason, such as one that was decided on after it was planned: it is planned anew, or not started.</param>
/// <param name="Collisions">Other changes on the same configuration item or service at the same time, while both are still to be done.</param>
public sealed record PlannedReply(
    string Number, string Title, string Type, StageReply Stage, string Team, string? Service, string? ConfigurationItem, DateTimeOffset From, DateTimeOffset Until, bool Confirmed, bool InFreeze,
    DateTimeOffset? StartedAt, DateTimeOffset? ImplementedAt, ChangeOutcome? Outcome, IReadOnlyList<string>? StoppedBy, IReadOnlyList<CollisionReply> Collisions)
{
    public static PlannedReply Of(PlannedChange change, IEnumerable<PlannedChange> all, Profile profile, string language) => new(
        change.Number.ToString(), change.Title.Value, change.Type, StageReply.Of(change.Type, change.Stage, profile, language), change.Team, change.Service, change.ConfigurationItem, change.From, change.Until, change.Confirmed, change.InFreeze,
        change.StartedAt, change.ImplementedAt, change.Outcome, profile.Freezes.Where(freeze => freeze.Stops(change)).Select(freeze => freeze.Id).ToArray() is { Length: > 0 } freezes ? freezes : null, [.. all.Where(change.CollidesWith).Select(other => CollisionReply.Of(change, other))]);
}

/// <summary>What two changes have in common at the same time.</summary>
public enum CollisionOn
{
    ConfigurationItem,
    Service,
}

/// <param name="Number">Of the other change.</param>
/// <param name="On">What both touch.</param>
public sealed record CollisionReply(string Number, string Title, string Team, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<CollisionOn> On)
{
    public static CollisionReply Of(PlannedChange mine, PlannedChange other) => new(other.Number.ToString(), other.Title.Value, other.Team, other.From, other.Until, [.. OnOf(mine, other)]);

    private static IEnumerable<CollisionOn> OnOf(PlannedChange mine, PlannedChange other)
    {
        if (mine.SharesItem(other))
            yield return CollisionOn.ConfigurationItem;
        if (mine.SharesService(other))
            yield return CollisionOn.Service;
    }
}

/// <param name="Team">Id of the team whose changes it is about; none for all.</param>
/// <param name="Service">The service that it is about; none for all.</param>
/// <param name="Exceptions">Ids of types, services and numbers of changes that it is not about.</param>
public sealed record FreezeReply(string Id, string Label, DateTimeOffset From, DateTimeOffset Until, string? Team, string? Service, IReadOnlyList<string>? Exceptions)
{
    public static FreezeReply Of(FreezeWindow freeze, string language) => new(freeze.Id, freeze.Label(language), freeze.From, freeze.Until, freeze.Team, freeze.Service, freeze.Exceptions);
}
