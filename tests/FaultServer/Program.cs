using System.Globalization;
using CustomerPerformanceTracker.FaultServer;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Server;

// The product's server on the database of the first argument; what it delivers goes to the file of the second, and so many of them are answered as the third
// says.
var sender = new FileSender(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
await using var database = await Database.OpenAsync(args[0], TrackerModules.All, CancellationToken.None);
await using var server = await TrackerServer.StartAsync(
    database,
    new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { Sender = sender },
    TimeProvider.System,
    CancellationToken.None
);
await server.WaitAsync(CancellationToken.None);
