using System.Security.Cryptography;
using System.Text;

namespace ItsmFunctions.Itsm.ServiceNow;

/// <summary>Ids for the names of a log: "Group 70" is group-70.</summary>
internal static class Slug
{
    private const int Longest = 60;

    public static string Of(string name)
    {
        var slug = new StringBuilder();
        bool exact = true;
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
            exact &= char.IsAsciiLetterOrDigit(c) || c is ' ' or '-';
        }

        string id = slug.ToString().Trim('-');
        // Two names that differ in what an id cannot hold must not become one team.
        if (!exact || id.Length is 0 or > Longest)
            id = $"{id[..Math.Min(id.Length, Longest)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}".TrimStart('-');
        return id;
    }
}
