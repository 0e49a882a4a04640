namespace ItsmFunctions.Domain.Profiles;

/// <summary>Which files an organisation takes: data with a default.</summary>
/// <param name="LargestMebibytes">1 to 25: no mail brings more.</param>
/// <param name="RefusedExtensions">In lower case, without the dot: what runs by a double click.</param>
/// <param name="RefusedTypes">Media types, in lower case.</param>
public sealed record AttachmentRules(int LargestMebibytes, IReadOnlyList<string> RefusedExtensions, IReadOnlyList<string> RefusedTypes)
{
    public const int MostMebibytes = 25;

    public static readonly AttachmentRules Default = new(
        MostMebibytes,
        [
            "appref-ms", "bat", "cmd", "com", "cpl", "dll", "exe", "gadget", "hta", "inf", "jar", "js", "jse", "lnk", "msc", "msi", "msp", "mst", "pif", "ps1", "psm1", "reg", "scr", "sct", "sh", "sys", "url", "vb", "vbe", "vbs", "wsc", "wsf", "wsh", "xll",
        ],
        ["application/hta", "application/java-archive", "application/vnd.microsoft.portable-executable", "application/x-dosexec", "application/x-executable", "application/x-ms-shortcut", "application/x-msdos-program", "application/x-msdownload", "application/x-msi", "application/x-sh", "application/x-sharedlib"]);

    public long Largest => (long)LargestMebibytes * 1024 * 1024;

    /// <summary>Why a file is not taken, or null. A name may lie: the first bytes of a program tell it too.</summary>
    public Sentence? Refuses(string name, string mediaType, ReadOnlySpan<byte> begins)
    {
        // Windows drops dots and blanks at the end of a name.
        string bare = name.TrimEnd('.', ' ');
        string extension = bare[(bare.LastIndexOf('.') + 1)..].ToLowerInvariant();
        if (bare.Contains('.', StringComparison.Ordinal) && RefusedExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return new($"Files that end in .{extension} are not taken.", $"Filer, der ender på .{extension}, tages ikke imod.");
        string type = mediaType.Split(';')[0].Trim();
        if (RefusedTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            return new($"Files of the type {type} are not taken.", $"Filer af typen {type} tages ikke imod.");
        return IsProgram(begins) ? new("The file is a program, whatever it is called.", "Filen er et program, hvad den end hedder.") : null;
    }

    // Windows (MZ), Linux (ELF).
    private static bool IsProgram(ReadOnlySpan<byte> begins) => begins.StartsWith("MZ"u8) && begins.Length > 60 || begins.StartsWith("\u007fELF"u8);
}
