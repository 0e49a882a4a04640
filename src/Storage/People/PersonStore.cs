using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.People;

/// <summary>Whom the desk writes to: name, address and language of each person it met, through the codec of personal text.</summary>
public sealed class PersonStore(DeskTables tables)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(OrganisationId, string), Person> _remembered = new();

    /// <summary>Writes down a person as they came in, unless this instance did so already: no request for somebody known.</summary>
    public async Task MeetAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        if (_remembered.TryGetValue((organisation, person.Id), out Person? known) && known == person)
            return;

        var row = new TableEntity(organisation.Value, KeyOf(organisation, person.Id));
        Payload.Put(row, StoredJson.Write(Stored.Of(person)));
        await tables.People.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[(organisation, person.Id)] = person;
    }

    public async Task<Person?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.People.GetEntityIfExistsAsync<TableEntity>(
            organisation.Value, KeyOf(organisation, id), cancellationToken: stop);
        return row.HasValue ? StoredJson.Read<Stored>(Payload.Get(row.Value!)).ToPerson() : null;
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
