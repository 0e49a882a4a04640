using System.Collections.Concurrent;
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

    /// <summary>How long a mail may still go to an address that another instance has seen changed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(OrganisationId, string), (Person Person, long At)> _remembered = new();

    /// <summary>Writes down a person as they came in, unless this instance did so already: no request for somebody known.</summary>
    public async Task MeetAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        if (_remembered.TryGetValue((organisation, person.Id), out (Person Person, long At) known) && known.Person == person)
            return;

        var row = new TableEntity(organisation.Value, KeyOf(organisation, person.Id));
        Payload.Put(row, StoredJson.Write(Stored.Of(person)));
        await tables.People.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
        Remember(organisation, person);
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
