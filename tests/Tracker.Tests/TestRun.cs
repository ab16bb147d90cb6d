[assembly: AssemblyFixture(typeof(TestDatabaseServer))]
