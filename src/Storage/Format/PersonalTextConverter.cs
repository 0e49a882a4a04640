using System.Text.Json;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Storage.Format;

/// <summary>
/// The one codec of personal and free text: {"f": format, "s": subject, "v": value}. Format 0 is plain text; others can follow
/// without touching what is stored, since each value says its own.
/// </summary>
public sealed class PersonalTextConverter : JsonConverter<PersonalText>
{
    private const int Plain = 0;

    public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int format = -1;
        string? subject = null, value = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string? name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "f":
                    format = reader.GetInt32();
                    break;
                case "s":
                    subject = reader.GetString();
                    break;
                case "v":
                    value = reader.GetString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return format == Plain && subject is not null && value is not null
            ? new(value, subject)
            : throw new InvalidDataException($"Personal text of format {format} cannot be read by this version.");
    }

    public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("f", Plain);
        writer.WriteString("s", value.Subject);
        writer.WriteString("v", value.Value);
        writer.WriteEndObject();
    }
}
