namespace ItsmFunctions.Testing;

/// <summary>Counts of storage requests since the last reset. Retries of the client library count, as Azure bills them.</summary>
public sealed class RequestLedger
{
    private readonly Lock gate = new();
    private readonly Dictionary<StorageOperation, int> requests = [];
    private readonly Dictionary<StorageFault, int> faults = [];

    /// <summary>All requests.</summary>
    public int Total => Sum(_ => true);

    /// <summary>By logical name, such as <c>tables:transaction</c>.</summary>
    public int Count(string name) => Sum(operation => operation.Name == name);

    /// <summary>By logical name and table, queue or container.</summary>
    public int Count(string name, string resource) => Sum(operation => operation.Name == name && operation.Resource == resource);

    /// <summary>How often a fault was injected.</summary>
    public int Count(StorageFault fault)
    {
        lock (gate) return faults.GetValueOrDefault(fault);
    }

    /// <summary>All requests by service, kind, table and verb.</summary>
    public IReadOnlyDictionary<StorageOperation, int> Requests
    {
        get
        {
            lock (gate) return new Dictionary<StorageOperation, int>(requests);
        }
    }

    public IReadOnlyDictionary<StorageFault, int> Faults
    {
        get
        {
            lock (gate) return new Dictionary<StorageFault, int>(faults);
        }
    }

    /// <summary>Reads all requests and starts again from zero, in one step; faults are kept.</summary>
    public IReadOnlyDictionary<StorageOperation, int> Take()
    {
        lock (gate)
        {
            var taken = new Dictionary<StorageOperation, int>(requests);
            requests.Clear();
            return taken;
        }
    }

    /// <summary>Starts requests and faults again from zero.</summary>
    public void Reset()
    {
        lock (gate)
        {
            requests.Clear();
            faults.Clear();
        }
    }

    public override string ToString() =>
        string.Join(", ", Requests.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal).Select(entry => $"{entry.Value} × {entry.Key}"));

    internal void Add(StorageOperation operation)
    {
        lock (gate) requests[operation] = requests.GetValueOrDefault(operation) + 1;
    }

    internal void Add(StorageFault fault)
    {
        lock (gate) faults[fault] = faults.GetValueOrDefault(fault) + 1;
    }

    private int Sum(Func<StorageOperation, bool> wanted)
    {
        lock (gate) return requests.Where(entry => wanted(entry.Key)).Sum(entry => entry.Value);
    }
}
