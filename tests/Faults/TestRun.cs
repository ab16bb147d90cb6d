[assembly: AssemblyFixture(typeof(TestDatabaseServer))]
[assembly: PrivateServer("these tests cut, fill and kill what a container keeps apart")]

// Each of these loads the machine as it is meant to; two at once would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
