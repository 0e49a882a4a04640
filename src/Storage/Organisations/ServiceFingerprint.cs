using System.Security.Cryptography;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>Whether two profiles count clocks alike, and whether two values of a parameter are the same: told by a hash.</summary>
public static class ServiceFingerprint
{
    /// <summary>Of all that clocks are counted by.</summary>
    public static string Of(Profile profile) => Hash(ServiceEdition.Of(profile, 1, DateTimeOffset.MinValue, DateTimeOffset.MinValue));

    /// <summary>Of a parameter's value.</summary>
    public static string Of(Parameter parameter, Profile profile) => Hash(parameter.Of(profile));

    private static string Hash<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(StoredJson.Write(value)).AsSpan(0, 16));
}
