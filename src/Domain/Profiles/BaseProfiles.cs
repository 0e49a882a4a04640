namespace ItsmFunctions.Domain.Profiles;

/// <summary>The desks whose rules come with the product, each a bundle of data over the one engine; an organisation picks one and changes what it likes.</summary>
public static class BaseProfiles
{
    public const string Default = "au";

    public static readonly IReadOnlyList<(string Id, Profile Profile)> All =
    [
        (Default, Aarhus.Profile),
        ("omflow", Omflow.Profile),
        ("v2", FlowchartV2.Profile),
        ("ormis", Ormis.Profile),
        ("itil", ItilDesk.Profile),
    ];

    public static Profile? Find(string? id) => All.FirstOrDefault(row => row.Id == id).Profile;
}
