using System.Text.Json;
using CustomerPerformanceTracker.Server.Commands;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>A tool's arguments as a request for its route. The route judges them; here only what no address could say is refused.</summary>
internal static class ToolRequest
{
    public const string Seal = "seal";

    /// <summary>The arguments as the texts that an address would hold; one that is null is left out.</summary>
    /// <exception cref="ProblemException">One is a list or an object, or one that is needed is not there.</exception>
    public static Dictionary<string, string> Texts(IReadOnlyList<RouteParameter> taken, IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Where(argument => argument.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)))
            texts[name] = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw new ProblemException(Problem.Bad(name, $"{name} is one text, number, true or false; several values are parted by commas.")),
            };
        return taken.FirstOrDefault(one => one.IsNeeded && texts.GetValueOrDefault(one.Name, "").Length == 0) is { Name: var missing }
            ? throw new ProblemException(Problem.Bad(missing, $"The parameter {missing} is needed; the tool's schema says what it takes."))
            : texts;
    }

    /// <summary>Fills the request of the route with the texts, each as if it had come in an address.</summary>
    public static void Fill(HttpContext context, RouteEndpoint route, IReadOnlyList<RouteParameter> taken, IReadOnlyDictionary<string, string> texts)
    {
        var inPath = taken.Where(one => one.IsInPath).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var path = route.RoutePattern.RawText!;
        foreach (var name in inPath)
        {
            context.Request.RouteValues[name] = texts[name];
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(texts[name]), StringComparison.Ordinal);
        }

        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = QueryString.Create(
            texts.Where(text => !inPath.Contains(text.Key)).Select(text => KeyValuePair.Create(text.Key, (string?)text.Value))
        );
        // A name with an escaped slash is read from the address as it was sent.
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        context.SetEndpoint(route);
    }
}
