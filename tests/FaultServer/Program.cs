using System.Globalization;
using CustomerPerformanceTracker.FaultServer;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Server;

// Runs until it is killed, on the database of the second argument:
//   deliver CONNECTION FILE ANSWERED   the product's server; what it delivers goes to the file, and so many deliveries are answered
//   serve CONNECTION FILE URL MINUTES  the product's server with its workflow, which listens there; every delivery is answered; its clock is so far ahead
//   comment CONNECTION SEED            comments the open alerts, and says on standard output what it begins and what is made
await using var database = await Database.OpenAsync(args[1], TrackerModules.All, CancellationToken.None);
if (args[0] == "comment")
{
    var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
    await new Commenter(engine, int.Parse(args[2], CultureInfo.InvariantCulture)).RunAsync();
    return;
}

var options =
    args[0] == "serve"
        ? new ServerOptions([args[3]], Workspace.Default, "UTC") { Workflow = true, Sender = new FileSender(args[2], answered: int.MaxValue) }
        : new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC")
        {
            Sender = new FileSender(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
        };
TimeProvider clock = args[0] == "serve" ? new ClockAhead(TimeSpan.FromMinutes(int.Parse(args[4], CultureInfo.InvariantCulture))) : TimeProvider.System;
await using var server = await TrackerServer.StartAsync(database, options, clock, CancellationToken.None);
await server.WaitAsync(CancellationToken.None);
