[assembly: AssemblyFixture(typeof(ItsmFunctions.Contract.Tests.ContractDesk))]

// One desk, whose storage some tests take away: they take turns.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
