using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>The style sheet, the module and the icon. Their addresses hold the hash of what they are, so a browser keeps them for good.</summary>
internal static class AssetRoutes
{
    private static readonly (string Name, string Type)[] Names =
    [
        ("cpt.css", "text/css; charset=utf-8"),
        ("cpt.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ];

    private static readonly Dictionary<string, Asset> Assets = Names.ToDictionary(
        name => name.Name,
        name => Asset.Load(name.Name, name.Type),
        StringComparer.Ordinal
    );
    private static readonly Dictionary<string, Asset> ByPath = Assets.Values.ToDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>The address of one of the assets.</summary>
    public static string PathOf(string name) => Assets[name].Path;

    /// <summary>What the style sheet says, for a file that brings it along.</summary>
    public static string Style => Encoding.UTF8.GetString(Assets["cpt.css"].Bytes);

    /// <summary>The style sheet as a policy of content names it, for a file that brings it along.</summary>
    public static string StyleHash { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Assets["cpt.css"].Bytes))}'";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", Get).IsOpen().ExcludeFromDescription();

    private static IResult Get(HttpContext context)
    {
        if (!ByPath.TryGetValue(context.Request.Path, out var asset))
            return Problem.NotFound("There is no such asset; the pages name those there are.");
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Bytes(asset.Bytes, asset.Type);
        headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(asset.Compressed, asset.Type);
    }

    private sealed record Asset(string Path, string Type, byte[] Bytes, byte[] Compressed)
    {
        public static Asset Load(string name, string type)
        {
            using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"{typeof(Asset).Assembly.GetName().Name}.Pages.Assets.{name}")!;
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            using var small = new MemoryStream();
            using (var zip = new GZipStream(small, CompressionLevel.SmallestSize, leaveOpen: true))
                zip.Write(whole.ToArray());
            var hash = Convert.ToHexStringLower(SHA256.HashData(whole.ToArray()))[..12];
            return new($"/assets/{hash}-{name}", type, whole.ToArray(), small.ToArray());
        }
    }
}
