using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// Who commands, and why: what the journal keeps with it. Every decision of a request is made by what this gives, since with it goes the mark that the
/// request was carried out.
/// </summary>
internal static class Commanded
{
    /// <exception cref="RefusedException">No reason was given.</exception>
    public static Authorship By(Caller caller, string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? throw new RefusedException("reason_needed", "Say why, in \"reason\"; the journal keeps it.")
            : As(caller, reason) with
            {
                Causation = caller.KeyId is { } key ? $"key-{key}" : null,
            };

    /// <summary>The same where the key that was used is not kept with it.</summary>
    public static Authorship As(Caller caller, string reason) => new(caller.Person, reason) { Mark = caller.Claim };
}

/// <summary>A command that takes the version it is meant for.</summary>
internal sealed record VersionTaken;

/// <summary>The version a command was meant for (RFC 9110, 13.1.1).</summary>
internal static class Expected
{
    private const string Header = "If-Match";

    /// <summary>Says of a route that it takes If-Match. Of the others it is refused: whoever sends it must not believe that it is looked at.</summary>
    public static TBuilder TakesVersion<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new VersionTaken());

    /// <summary>What If-Match says; null where it says nothing or <c>*</c>. Of a tag that a GET gave (<see cref="Answer{T}"/>) the version counts.</summary>
    public static StreamVersion? Version(HttpContext context)
    {
        var tag = context.Request.Headers.IfMatch.ToString();
        if (tag is "" or "*")
            return null;
        var text = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        return long.TryParse(text.Trim('"').Split('-', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new StreamVersion(version)
            : throw new ProblemException(
                new Problem(400, "invalid_if_match", "If-Match is one ETag as the last answer gave it, or the version as \"3\".", Header)
            );
    }

    /// <summary>What is wrong with a request that names a version where none is looked at; null where nothing is.</summary>
    public static Problem? FaultOf(HttpContext context) =>
        context.Request.Headers.IfMatch.Count == 0
        || HttpMethods.IsGet(context.Request.Method)
        || context.GetEndpoint()?.Metadata.GetMetadata<VersionTaken>() is not null
            ? null
            : new Problem(400, "if_match_not_taken", "This route does not look at If-Match, so it cannot promise what that asks for; leave it out.", Header);
}
