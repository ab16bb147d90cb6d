using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Wolverine;

namespace AlertProposals;

/// <summary>An alert as the subscription delivers it, as far as this application reads it. The serializer passes over members that are not here.</summary>
public sealed record AlertRaised(string Id, string Kind, string Campaign, string Kpi, string Severity, DateOnly Onset);

public static class AlertRaisedHandler
{
    /// <summary>
    /// Proposes an adjustment that answers a divergence. The key of the request is the id of the message, which is the same each time the message comes:
    /// the server carries out the first request and answers the others as it answered the first.
    /// </summary>
    /// <exception cref="HttpRequestException">The server did not answer, or answered no success; Wolverine handles the message again.</exception>
    public static async Task HandleAsync(AlertRaised alert, Envelope message, HttpClient api, CancellationToken cancel)
    {
        if (alert.Kind != "divergence")
            return;

        var onset = $"{alert.Onset:yyyy-MM-dd}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/adjustments");
        request.Headers.Add("Idempotency-Key", $"\"{message.Id}\"");
        request.Content = JsonContent.Create(
            new
            {
                alert.Campaign,
                alert.Kpi,
                Lever = "campaign",
                What = $"take back what changed just before {onset}",
                Hypothesis = $"{alert.Kpi} fell with what changed at {onset}, and comes back without the change",
                Expected = 5, // points of 100
                Alerts = new[] { alert.Id },
                Reason = $"a {alert.Severity} divergence was raised",
            }
        );

        using var answer = await api.SendAsync(request, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"The server answered {(int)answer.StatusCode}: {body}", null, answer.StatusCode);
        var adjustment = JsonNode.Parse(body)!["id"];
        var outcome = answer.Headers.Contains("Idempotency-Replayed") ? "had proposed" : "proposed";
        Console.WriteLine($"Message {message.Id}, alert {alert.Id}: {outcome} adjustment {adjustment}.");
    }
}
