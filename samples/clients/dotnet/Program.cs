// What a program in .NET does through the API, with a client that Kiota makes from the server's own document: Client URL
using CustomerPerformanceTracker.Client;
using CustomerPerformanceTracker.Client.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

var url = args.FirstOrDefault() ?? throw new ArgumentException("Say where the server listens, such as http://127.0.0.1:8080.");
var client = new TrackerClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = url });

var card = Told(await client.V1.Scorecards["spring-launch"].GetAsync(request => request.QueryParameters.Window = "28d"));
var trust = card.Kpis!.Single(kpi => kpi.KpiProp == "trust");
Console.WriteLine($"{card.Campaign} from {card.Window!.From} to {card.Window.To} is {card.Reading}; trust is {trust.Value:0.0}");

var alert = Told(await client.V1.Alerts.GetAsync(request => request.QueryParameters.Campaign = "spring-launch")).Alerts![0];
await client.V1.Alerts[alert.Id!].Reopen.PostAsync(new Because { Reason = "to be tried with" });

// The version that was read goes along as If-Match; the same Idempotency-Key is carried out once, however often it is sent.
var read = Told(await client.V1.Alerts[alert.Id!].GetAsync());
var key = $"\"dotnet-{Environment.ProcessId}\"";
var first = await AcknowledgeAsync(read.Version);
var again = await AcknowledgeAsync(read.Version);
if (first.State != "acknowledged" || again.Version != first.Version)
    throw new InvalidOperationException($"The alert is {first.State}, at version {first.Version} and then {again.Version}.");
Console.WriteLine($"alert {first.Id} is {first.State}, at version {first.Version}");

// A version that does not hold any more is refused, with a problem that names the rule.
try
{
    await client.V1.Alerts[alert.Id!].Assign.PostAsync(new Assignment { To = "ada", Reason = "too late" }, request => request.Headers.Add("If-Match", "\"1\""));
    throw new InvalidOperationException("A stale version is carried out.");
}
catch (Problem problem) when (problem is { ResponseStatusCode: 412, Code: "version_conflict" })
{
    Console.WriteLine($"refused: {problem.Detail}");
}

var signal = new NativeSignal
{
    Id = $"dotnet-{Environment.ProcessId}",
    Type = "visit",
    Campaign = "client-trial",
    OccurredAt = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("O"),
};
var posted = Told(await client.V1.Signals.PostAsync([signal]));
if (posted.Items![0].Status != "accepted")
    throw new InvalidOperationException($"The signal is {posted.Items[0].Status}: {posted.Items[0].Reason}");
Console.WriteLine($"{posted.Accepted} signal accepted");

async Task<Alert> AcknowledgeAsync(long? version) =>
    Told(
        await client
            .V1.Alerts[alert.Id!]
            .Acknowledge.PostAsync(
                new Because { Reason = "seen by the client" },
                request =>
                {
                    request.Headers.Add("If-Match", $"\"{version}\"");
                    request.Headers.Add("Idempotency-Key", key);
                }
            )
    );

static T Told<T>(T? answer) => answer ?? throw new InvalidOperationException("The server said nothing.");
