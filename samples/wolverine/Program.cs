using System.Net.Http.Headers;
using AlertProposals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.RabbitMQ;

// BROKER is an amqp:// URI, QUEUE the routing key of the subscription, CPT_URL the address of `cpt serve`, CPT_KEY a key with the scope `operate`.
var api = new HttpClient { BaseAddress = new Uri(Variable("CPT_URL")) };
api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Variable("CPT_KEY"));

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(api);
builder.UseWolverine(options =>
{
    options.Durability.Mode = DurabilityMode.Solo;
    options.RegisterMessageType(typeof(AlertRaised), "cpt.alert.raised.v1");
    options.UseRabbitMq(new Uri(Variable("BROKER"))).AutoProvision(); // declares the queue
    options.ListenToRabbitQueue(Variable("QUEUE")).InteropWithCloudEvents().ProcessInline(); // acknowledges a message once it is handled
    options
        .Policies.OnException<HttpRequestException>()
        .RetryWithCooldown(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30))
        .Then.MoveToErrorQueue();
});

using var host = builder.Build();
await host.StartAsync();
Console.WriteLine($"Listening to the queue {Variable("QUEUE")}.");
await host.WaitForShutdownAsync();

static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set the variable {name}.");
