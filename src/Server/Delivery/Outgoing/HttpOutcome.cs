using System.Net;
using System.Net.Http.Headers;

namespace CustomerPerformanceTracker.Server.Delivery.Outgoing;

/// <summary>What an answer means for a delivery: 2xx is success and nothing else is, a redirect included; 410 ends the subscription.</summary>
internal static class HttpOutcome
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static SendOutcome Of(HttpResponseMessage response, DateTimeOffset now) =>
        response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new SendOutcome.Delivered(),
            HttpStatusCode.Gone => new SendOutcome.Gone("the receiver answered 410 Gone"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new SendOutcome.Failed(Answered(response), RetryAfter(response.Headers, now)),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new SendOutcome.Failed(Answered(response) + "; redirects are not followed"),
            _ => new SendOutcome.Failed(Answered(response)),
        };

    private static string Answered(HttpResponseMessage response) =>
        string.Create(CultureInfo.InvariantCulture, $"the receiver answered {(int)response.StatusCode}");

    /// <summary>Seconds or a date (RFC 9110, 10.2.3), from no time at all to a day; null where the receiver did not say, or not in these words.</summary>
    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values) || values.ToString().Trim() is not { Length: > 0 } text)
            return null;
        if (text.All(char.IsAsciiDigit))
            return TimeSpan.FromSeconds(Math.Min(double.Parse(text, CultureInfo.InvariantCulture), LongestWait.TotalSeconds));
        return RetryConditionHeaderValue.TryParse(text, out var parsed) && parsed.Date is { } date ? Clamp(date - now) : null;
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait > LongestWait ? LongestWait
        : wait;
}
