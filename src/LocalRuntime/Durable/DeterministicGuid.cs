using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>A UUID of version 5 over instance, instant and counter, in upstream's name space: the same value in both runtimes.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid NameSpace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid From(string instanceId, DateTime at, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{at:o}_{counter}");
        Span<byte> text = [.. NameSpace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        // RFC 9562 defines version 5 by SHA-1; nothing is protected by it.
        Span<byte> hash = SHA1.HashData(text);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
