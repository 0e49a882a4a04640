using System.Reflection;

namespace ItsmFunctions.Itsm.Tests;

public sealed class The_tool
{
    [Fact]
    public void Knows_domain_storage_and_reporting_and_neither_functions_nor_the_local_runtime()
    {
        HashSet<string> known = [];
        Walk(typeof(Mapping).Assembly);
        Assert.Equal(["Domain", "Itsm", "Reporting", "Storage"], known.Order());

        void Walk(Assembly assembly)
        {
            if (!known.Add(assembly.GetName().Name!["ItsmFunctions.".Length..]))
                return;
            foreach (AssemblyName name in assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("ItsmFunctions.", StringComparison.Ordinal)))
                Walk(Assembly.Load(name));
        }
    }
}
