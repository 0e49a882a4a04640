using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions;

internal static class Refusals
{
    public static Refusal NotAllowed(string detail) => new(RefusalCode.NotAllowed, detail, []);
}
