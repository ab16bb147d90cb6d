[assembly: AssemblyFixture(typeof(TestDatabaseServer))]
[assembly: PrivateServer("these tests are about private clusters and about faults")]
