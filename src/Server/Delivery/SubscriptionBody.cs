using System.Text.Json;
using CustomerPerformanceTracker.Server.Intake;
using CustomerPerformanceTracker.Tracker.Subscriptions;
using Microsoft.AspNetCore.Http;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Reads what requests about subscriptions say, and answers what is wrong with it.</summary>
internal static class SubscriptionBody
{
    private const int MostOverlapHours = 24 * 365;

    /// <summary>The body's object; an empty one where there is no body.</summary>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(request, cancel);
        try
        {
            var read = JsonElement.Parse(body.Bytes.IsEmpty ? "{}"u8 : body.Bytes.Span);
            return read.ValueKind == JsonValueKind.Object ? read : throw Invalid("The body is one JSON object.", "");
        }
        catch (JsonException e)
        {
            throw new ProblemException(new Problem(400, "invalid_json", $"The body is no JSON: {e.Message}", ""));
        }
    }

    public static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var text) && text.ValueKind != JsonValueKind.Null
        ? text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString() : throw Invalid($"'{name}' is a text that says something.", "/" + name) : null;

    public static bool Flag(JsonElement body, string name) => body.TryGetProperty(name, out var flag)
        && (flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw Invalid($"'{name}' is true or false.", "/" + name));

    public static TimeSpan? Hours(JsonElement body, string name) => body.TryGetProperty(name, out var hours)
        ? hours.ValueKind == JsonValueKind.Number && hours.TryGetDouble(out var number) && number is >= 0 and <= MostOverlapHours ? TimeSpan.FromHours(number) : throw Invalid($"'{name}' is a number of hours from 0 to {MostOverlapHours}.", "/" + name) : null;

    /// <summary>What a new subscription wants: changes of alerts by its filter, or null for the log's checkpoints.</summary>
    public static AlertFilter? Wanted(JsonElement body) => Text(body, "topic") switch
    {
        null or SubscriptionJson.Alerts => Filter(body),
        SubscriptionJson.Checkpoints => body.TryGetProperty("filter", out _) ? throw Invalid("A filter chooses among changes of alerts; leave it out for checkpoints.", "/filter") : null,
        var other => throw Invalid($"'{other}' is no topic; there are {SubscriptionJson.Alerts} and {SubscriptionJson.Checkpoints}.", "/topic"),
    };

    /// <summary>The filter of the body; everything where there is none.</summary>
    public static AlertFilter Filter(JsonElement body)
    {
        if (!body.TryGetProperty("filter", out var filter))
            return AlertFilter.Everything;
        if (filter.ValueKind != JsonValueKind.Object)
            throw Invalid("'filter' is an object of lists.", "/filter");
        foreach (var list in filter.EnumerateObject())
        {
            if (!AlertFilter.Lists.Contains(list.Name, StringComparer.Ordinal))
                throw Invalid($"A filter has no list '{list.Name}'; it has {string.Join(", ", AlertFilter.Lists)}.", "/filter");
            if (list.Value.ValueKind != JsonValueKind.Array || list.Value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
                throw Invalid($"'{list.Name}' is a list of names.", $"/filter/{list.Name}");
        }

        return AlertFilter.Read(filter);
    }

    /// <summary>A secret to be shown: a signing key, which the receiver needs, but no password, which its owner knows.</summary>
    public static string? Shown(Sink sink, string? secret) => sink is Sink.Webhook ? secret : null;

    private static ProblemException Invalid(string detail, string pointer) => new(new Problem(422, "invalid_subscription", detail, pointer));
}
