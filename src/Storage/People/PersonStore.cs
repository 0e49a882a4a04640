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

    private readonly ConcurrentDictionary<(OrganisationId, string), (Known Known, long At)> _remembered = new();

    /// <summary>Writes down a person as they came in themselves, unless this instance did so already: no request for somebody known.</summary>
    public async Task MeetAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        var met = new Known(person, Met: true);
        if (_remembered.TryGetValue((organisation, person.Id), out (Known Known, long At) known) && known.Known == met)
            return;

        EntityGroup group = Listed(organisation, person);
        group.Upsert(Row(organisation, met));
        await group.SubmitAsync(tables.People, stop);
        Remember(organisation, met);
    }

    /// <summary>
    /// Writes down somebody as a person of the desk says of them, who may be wrong or up to something: whoever came in themselves stays
    /// as they said, and of others what is left out stays. They can be written to, and <see cref="FindByMailAsync"/> finds them.
    /// </summary>
    public async Task IntroduceAsync(OrganisationId organisation, Person person, CancellationToken stop)
    {
        if (Remembered(organisation, person.Id) is { } here && (here.Met || here.Person == Joined(here, person)))
            return;
        while (true)
        {
            NullableResponse<TableEntity> row = await ReadAsync(organisation, person.Id, stop);
            Known? known = row.HasValue ? Of(row.Value!) : null;
            Person said = Joined(known, person);
            if (known?.Met == true || known?.Person == said)
                return;
            EntityGroup group = Listed(organisation, said);
            if (row.HasValue)
                group.Replace(Row(organisation, new(said, Met: false)), row.Value!.ETag);
            else
                group.Add(Row(organisation, new(said, Met: false)));
            try
            {
                await group.SubmitAsync(tables.People, stop);
                Remember(organisation, new(said, Met: false));
                return;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
            {
                // They came in themselves meanwhile, or somebody else named them.
            }
        }
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
            await tables.People.AddEntityAsync(Row(organisation, new(person, Met: false)), stop);
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

    /// <summary>A person whom the desk knows: one point read, or none for somebody this instance looked at within a minute.</summary>
    public async Task<Person?> FindAsync(OrganisationId organisation, string id, CancellationToken stop) => (await FindKnownAsync(organisation, id, stop))?.Person;

    /// <summary>Likewise, of those who came in themselves: what is known of them nobody else said.</summary>
    public async Task<Person?> FindMetAsync(OrganisationId organisation, string id, CancellationToken stop) =>
        await FindKnownAsync(organisation, id, stop) is { Met: true } known ? known.Person : null;

    private async Task<Known?> FindKnownAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        if (Remembered(organisation, id) is { } here)
            return here;
        NullableResponse<TableEntity> row = await ReadAsync(organisation, id, stop);
        if (!row.HasValue)
            return null;
        Known person = Of(row.Value!);
        Remember(organisation, person);
        return person;
    }

    private Task<NullableResponse<TableEntity>> ReadAsync(OrganisationId organisation, string id, CancellationToken stop) =>
        tables.People.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation, id), cancellationToken: stop);

    private Known? Remembered(OrganisationId organisation, string id) =>
        _remembered.TryGetValue((organisation, id), out (Known Known, long At) known) && time.GetElapsedTime(known.At) < Fresh ? known.Known : null;

    private static Person Joined(Known? known, Person said) =>
        known is { Person: { } before } ? new(said.Id, said.Name ?? before.Name, said.Mail ?? before.Mail, said.Language ?? before.Language) : said;

    private void Remember(OrganisationId organisation, Known known)
    {
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[(organisation, known.Person.Id)] = (known, time.GetTimestamp());
    }

    // With the row by which their address finds them.
    private static EntityGroup Listed(OrganisationId organisation, Person person)
    {
        var group = new EntityGroup(organisation.Value);
        if (person.Mail is not null)
            group.Upsert(new TableEntity(organisation.Value, $"{PrefixOfMail(organisation, person.Mail)}{Keys.Part(person.Id)}") { ["id"] = person.Id });
        return group;
    }

    private static Known Of(TableEntity row)
    {
        Stored stored = StoredJson.Read<Stored>(Payload.Get(row));
        return new(stored.ToPerson(), stored.Met == true);
    }

    private static TableEntity Row(OrganisationId organisation, Known known)
    {
        var row = new TableEntity(organisation.Value, KeyOf(organisation, known.Person.Id));
        Payload.Put(row, StoredJson.Write(Stored.Of(known)));
        return row;
    }

    // The address itself stands in no key: keys are never sealed.
    private static string PrefixOfMail(OrganisationId organisation, string mail) =>
        $"{organisation}|mail|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}|{mail.Trim().ToLowerInvariant()}")))[..32]}|";

    private static string KeyOf(OrganisationId organisation, string id) => $"{organisation}|person|{Keys.Part(id)}";

    /// <param name="Met">They came in themselves: by their token, or by a log of another desk.</param>
    private sealed record Known(Person Person, bool Met);

    private sealed record Stored(string Id, PersonalText? Name, PersonalText? Mail, string? Language, bool? Met = null)
    {
        public static Stored Of(Known known) => new(
            known.Person.Id,
            known.Person.Name is null ? null : new(known.Person.Name, known.Person.Id),
            known.Person.Mail is null ? null : new(known.Person.Mail, known.Person.Id),
            known.Person.Language,
            known.Met ? true : null);

        public Person ToPerson() => new(Id, Name?.Value, Mail?.Value, Language);
    }
}
