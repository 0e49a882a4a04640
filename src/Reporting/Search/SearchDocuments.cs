using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Lists;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace ItsmFunctions.Reporting.Search;

/// <summary>A ticket as the index holds it: its words without their places, and the line that a list shows.</summary>
internal static class SearchDocuments
{
    public const string Number = "number", Reader = "reader", Kind = "kind", Title = "title", Said = "said", Noted = "noted", OpenedAt = "opened", Summary = "summary";

    // Which words, and how often: nobody asks for phrases, and places would double the index.
    private static readonly FieldType Words = Frozen(new() { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS });
    private static readonly FieldType Kept = Frozen(new() { IsStored = true });

    public static Term KeyOf(TicketNumber number) => new(Number, number.ToString());

    public static Document Of(SearchableTicket ticket, SearchWords words)
    {
        var document = new Document
        {
            new StringField(Number, ticket.Summary.Number.ToString(), Field.Store.NO),
            new StringField(Kind, ticket.Summary.Number.Kind.ToString(), Field.Store.NO),
            new Field(Title, new WordStream(ticket.Title, words), Words),
            new Field(Said, new WordStream(ticket.Said, words), Words),
            new Field(Noted, new WordStream(ticket.Noted, words), Words),
            new NumericDocValuesField(OpenedAt, ticket.Summary.OpenedAt.UtcTicks),
            new Field(Summary, StoredJson.Write(ticket.Summary), Kept),
        };
        foreach (string reader in ticket.Readers)
            document.Add(new StringField(Reader, reader, Field.Store.NO));
        return document;
    }

    public static TicketSummary Read(Document document)
    {
        var bytes = document.GetBinaryValue(Summary);
        return StoredJson.Read<TicketSummary>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length));
    }

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
