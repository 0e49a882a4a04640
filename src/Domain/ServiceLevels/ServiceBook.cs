using System.Collections.Concurrent;
using System.Collections.Immutable;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>Every edition of an organisation's service levels. An instant is counted by the edition that held then, whenever it is asked.</summary>
public sealed class ServiceBook
{
    private readonly ImmutableArray<ServiceEdition> _editions;
    private readonly ConcurrentDictionary<string, WorkingTime> _times = new();
    private readonly ConcurrentDictionary<int, ServiceBook> _earlier = new();

    /// <param name="editions">
    /// In the order of their publication. The first held from the beginning; one that was written by an instance whose clock is behind
    /// takes effect with the one before.
    /// </param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ServiceBook(IEnumerable<ServiceEdition> editions)
    {
        var inOrder = ImmutableArray.CreateBuilder<ServiceEdition>();
        foreach (ServiceEdition edition in editions)
            inOrder.Add(inOrder.Count > 0 && edition.EffectiveFrom < inOrder[^1].EffectiveFrom ? edition with { EffectiveFrom = inOrder[^1].EffectiveFrom } : edition);
        _editions = inOrder.Count > 0 ? inOrder.ToImmutable() : throw new ArgumentException("A book has at least one edition.", nameof(editions));
    }

    /// <summary>A book in which one edition has held from the beginning: what would have been promised by it.</summary>
    public static ServiceBook Always(ServiceEdition edition) => new([edition with { PublishedAt = DateTimeOffset.MinValue, EffectiveFrom = DateTimeOffset.MinValue }]);

    public IReadOnlyList<ServiceEdition> Editions => _editions;

    public ServiceEdition Latest => _editions[^1];

    /// <summary>False where nothing was ever promised: then there are no clocks, and nothing is counted.</summary>
    public bool Promises => _editions.Any(edition => edition.Policies.Count > 0);

    /// <summary>The edition that holds at an instant.</summary>
    public ServiceEdition At(DateTimeOffset at)
    {
        for (int i = _editions.Length - 1; i > 0; i--)
        {
            if (_editions[i].EffectiveFrom <= at)
                return _editions[i];
        }

        return _editions[0];
    }

    public ServiceEdition? Find(int number) => _editions.FirstOrDefault(edition => edition.Number == number);

    /// <summary>As it stood at an instant, without what was published since.</summary>
    public ServiceBook KnownAt(DateTimeOffset at)
    {
        int count = _editions.Length;
        while (count > 1 && _editions[count - 1].PublishedAt > at)
            count--;
        return count == _editions.Length ? this : _earlier.GetOrAdd(count, first => new(_editions.Take(first)));
    }

    /// <summary>The hours of one calendar through all editions.</summary>
    public WorkingTime TimeOf(string calendar) => _times.GetOrAdd(
        calendar, id => WorkingTime.Joined([.. _editions.Select((edition, i) => (i == 0 ? DateTimeOffset.MinValue : edition.EffectiveFrom, edition.TimeOf(id)))]));

    /// <summary>The hours that a clock counts in, which may have gone over from one calendar to another.</summary>
    internal WorkingTime TimeOf(ImmutableArray<CalendarUse> calendars) =>
        calendars.Length == 1 ? TimeOf(calendars[0].Calendar) : WorkingTime.Joined([.. calendars.Select((use, i) => (i == 0 ? DateTimeOffset.MinValue : use.From, TimeOf(use.Calendar)))]);
}
