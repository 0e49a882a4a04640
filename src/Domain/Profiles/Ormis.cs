using ItsmFunctions.Domain.Coordination;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>ORMIS: incidents are coordinated by their scope, and nothing closes before documentation, stakeholders and preventive measures are accounted for (OR-11), local or global.</summary>
public static class Ormis
{
    public static readonly Profile Profile = new OrmisRules().On(Aarhus.Profile with { Base = "ormis", Name = "ORMIS" });
}
