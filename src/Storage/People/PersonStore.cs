using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.People;

/// <summary>Whom the desk writes to: name, address and language of each person it met, through the codec of personal text.</summary>
public sealed class PersonStore(DeskTables tables, TimeProvider time)
{
    private const int MostRemembered = 10_000;

    /// <summary>Beyond so many people of one address nobody needs to know how many there are.</summary>
    private const int MostOfOneAddress = 10;

    /// <summary>How long a mail may still go to an address that another instance has seen changed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(OrganisationId, string), (Person Person, long At)> _remembered = new();

    /// <summary>Writes down a person as they came in, unless this instance did so already: no request for somebody known.</summary>
    public async Task MeetAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        if (_remembered.TryGetValue((organisation, person.Id), out (Person Person, long At) known) && known.Person == person)
            return;

        var group = new EntityGroup(organisation.Value);
        group.Upsert(Row(organisation, person));
        if (person.Mail is not null)
            group.Upsert(new TableEntity(organisation.Value, $"{PrefixOfMail(organisation, person.Mail)}{Keys.Part(person.Id)}") { ["id"] = person.Id });
        await group.SubmitAsync(tables.People, stop);
        Remember(organisation, person);
    }

    /// <summary>
    /// Writes down somebody who is not proven to be who they say: they can be written to, and are nobody whom
    /// <see cref="FindByMailAsync"/> finds. Whoever is known already stays as they are known.
    /// </summary>
    public async Task NoteAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        if (await FindAsync(organisation, person.Id, stop) is not null)
            return;
        try
        {
            await tables.People.AddEntityAsync(Row(organisation, person), stop);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Somebody met them meanwhile, or our own acknowledgement was lost.
        }
    }

    /// <summary>
    /// The people whom the desk knows by a mail address, whatever its case: one range of keys, and one point read for each. An address
    /// that somebody has no more is not theirs any more.
    /// </summary>
    public async Task<IReadOnlyList<Person>> FindByMailAsync(OrganisationId organisation, string mail, CancellationToken stop)
    {
        string prefix = PrefixOfMail(organisation, mail);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        var people = new List<Person>();
        await foreach (TableEntity row in tables.People.QueryAsync<TableEntity>(filter, MostOfOneAddress, ["id"], stop))
        {
            if (people.Count < MostOfOneAddress
                && await FindAsync(organisation, row.GetString("id"), stop) is { } person
                && string.Equals(person.Mail?.Trim(), mail.Trim(), StringComparison.OrdinalIgnoreCase))
                people.Add(person);
        }

        return people;
    }

    /// <summary>A person whom the desk met: one point read, or none for somebody this instance looked at within a minute.</summary>
    public async Task<Person?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        if (_remembered.TryGetValue((organisation, id), out (Person Person, long At) known) && time.GetElapsedTime(known.At) < Fresh)
            return known.Person;
        NullableResponse<TableEntity> row = await tables.People.GetEntityIfExistsAsync<TableEntity>(
            organisation.Value, KeyOf(organisation, id), cancellationToken: stop);
        if (!row.HasValue)
            return null;
        Person person = StoredJson.Read<Stored>(Payload.Get(row.Value!)).ToPerson();
        Remember(organisation, person);
        return person;
    }

    private void Remember(OrganisationId organisation, Person person)
    {
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[(organisation, person.Id)] = (person, time.GetTimestamp());
    }

    private static TableEntity Row(OrganisationId organisation, Person person)
    {
        var row = new TableEntity(organisation.Value, KeyOf(organisation, person.Id));
        Payload.Put(row, StoredJson.Write(Stored.Of(person)));
        return row;
    }

    // The address itself stands in no key: keys are never sealed.
    private static string PrefixOfMail(OrganisationId organisation, string mail) =>
        $"{organisation}|mail|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}|{mail.Trim().ToLowerInvariant()}")))[..32]}|";

    private static string KeyOf(OrganisationId organisation, string id) => $"{organisation}|person|{Keys.Part(id)}";

    private sealed record Stored(string Id, PersonalText? Name, PersonalText? Mail, string? Language)
    {
        public static Stored Of(Person person) => new(
            person.Id,
            person.Name is null ? null : new(person.Name, person.Id),
            person.Mail is null ? null : new(person.Mail, person.Id),
            person.Language);

        public Person ToPerson() => new(Id, Name?.Value, Mail?.Value, Language);
    }
}
