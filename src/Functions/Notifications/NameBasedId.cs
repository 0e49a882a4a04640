using System.Security.Cryptography;
using System.Text;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Ids derived from what they identify (UUID version 5, RFC 9562): the same at each try, on each instance, for ever.</summary>
public static class NameBasedId
{
    /// <summary>The name space of this product's mails. A change sends everything in flight twice.</summary>
    private static readonly Guid Mails = new("7c1f6a52-95c5-5c3e-9d52-5b0c4f6f1d10");

    /// <param name="parts">Joined by a separator that none of them can hold.</param>
    public static Guid Of(params ReadOnlySpan<string> parts) => Of(Mails, string.Join('\n', parts));

    /// <summary>UUIDv5 of a name in a name space.</summary>
    public static Guid Of(Guid space, string name)
    {
        byte[] input = [.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        Span<byte> id = SHA1.HashData(input).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }
}
