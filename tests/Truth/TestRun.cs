using CustomerPerformanceTracker.TestSupport;
using Xunit;

[assembly: AssemblyFixture(typeof(TestDatabaseServer))]
