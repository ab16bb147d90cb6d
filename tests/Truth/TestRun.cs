using CustomerPerformanceTracker.TestSupport;

[assembly: AssemblyFixture(typeof(TestDatabaseServer))]
