using System.Globalization;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Tracker;
using Microsoft.AspNetCore.Http;

namespace CustomerPerformanceTracker.Server;

/// <summary>Who commands, and why: what the journal keeps with it.</summary>
internal static class Commanded
{
    /// <exception cref="RefusedException">No reason was given.</exception>
    public static Authorship By(Caller caller, string? reason) => string.IsNullOrWhiteSpace(reason)
        ? throw new RefusedException("reason_needed", "Say why, in \"reason\"; the journal keeps it.")
        : new Authorship(caller.Person, reason, Causation: caller.Key is { } key ? $"key-{key.Id}" : null);
}

/// <summary>The version a command was meant for (RFC 9110, 13.1.1).</summary>
internal static class Expected
{
    /// <summary>What If-Match says; null where it says nothing or <c>*</c>.</summary>
    public static long? Version(HttpContext context) => context.Request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        var tag when long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw new ProblemException(new Problem(400, "invalid_if_match", "If-Match is the version as the ETag of the last answer gave it, such as \"3\".", "If-Match")),
    };
}

/// <summary>Something with a version, which is its ETag, for the next command's If-Match.</summary>
internal sealed class Versioned(long version, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context) => new JsonAnswer(write, status, string.Create(CultureInfo.InvariantCulture, $"\"{version}\"")).ExecuteAsync(context);
}
