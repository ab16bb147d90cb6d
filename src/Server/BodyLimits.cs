using CustomerPerformanceTracker.Intake;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// What the body of a route may hold at most; more is answered with 413. The web server itself breaks off a body that is far beyond it, before anything of it
/// is kept; one that is a little too long is read to its end, so that whoever sends it hears the answer.
/// </summary>
/// <param name="Sent">Bytes as sent.</param>
/// <param name="Whole">Bytes once decompressed.</param>
internal sealed record BodyLimit(int Sent, int Whole) : IRequestSizeLimitMetadata
{
    private const int Slack = 1 << 20;

    /// <summary>Where the web server breaks off.</summary>
    public long? MaxRequestBodySize => Sent + Slack;
}

/// <summary>The limits there are. A route that names none has the one of commands. Within a body each item has the limits of any import.</summary>
internal static class BodyLimits
{
    /// <summary>A command, or a document that is set: 64 KiB.</summary>
    public static readonly BodyLimit Command = new(JournalLimits.DocumentCharacters, JournalLimits.DocumentCharacters);

    /// <summary>A batch of signals: 5 MB as sent, 20 MB once decompressed.</summary>
    public static readonly BodyLimit Batch = new(5_000_000, 20_000_000);

    /// <summary>One row, as long as an import takes it: 1 MiB.</summary>
    public static readonly BodyLimit Row = new(IntakeLimits.LineBytes, IntakeLimits.LineBytes);

    /// <summary>A file that a person sends from a page: 64 MB.</summary>
    public static readonly BodyLimit Upload = new(64_000_000, 64_000_000);

    /// <summary>How many times its size a compressed body may become, once it is past the first megabyte: 100.</summary>
    public const int Ratio = 100;

    public const int FreeBytes = 1_000_000;

    /// <summary>Items of one batch: 10,000.</summary>
    public const int Items = 10_000;

    /// <summary>The limit of the route that a request came to.</summary>
    public static BodyLimit Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? Command;
}
