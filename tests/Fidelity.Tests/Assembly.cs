[assembly: AssemblyFixture(typeof(ItsmFunctions.Fidelity.Tests.SharedHost))]
