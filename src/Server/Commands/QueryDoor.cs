using System.Collections.Concurrent;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>
/// Refuses a parameter that a route does not know, that is given twice or that says nothing: a misspelt filter that is passed over widens a list to
/// everything. So is If-Match where a route does not look at it. What a route knows are the parameters of its handler. Open routes tell nothing of any
/// workspace, or are links, whose addresses others may have added to: they take what comes.
/// </summary>
internal sealed class QueryDoor(RequestDelegate next)
{
    private readonly ConcurrentDictionary<Endpoint, IReadOnlyList<string>> known = [];

    public Task InvokeAsync(HttpContext context) =>
        context.Items.ContainsKey(typeof(Caller))
        && context.GetEndpoint() is RouteEndpoint route
        && (
            FaultOf(context.Request.Query, known.GetOrAdd(route, _ => KnownTo(route)), route.Metadata.GetMetadata<PageRoute>() is not null)
            ?? Expected.FaultOf(context)
        )
            is { } fault
            ? fault.ExecuteAsync(context)
            : next(context);

    /// <summary>The names of a route's parameters that stand in the query.</summary>
    public static IReadOnlyList<string> KnownTo(RouteEndpoint route) =>
        [.. RouteParameter.Of(route).Where(parameter => !parameter.IsInPath).Select(parameter => parameter.Name)];

    /// <param name="isForm">Whether a form of a page may send it, which sends its empty fields too.</param>
    private static Problem? FaultOf(IQueryCollection query, IReadOnlyList<string> known, bool isForm)
    {
        if (KnownNames.FirstUnknown(query.Keys, known) is { } unknown)
        {
            var words =
                known.Count == 0
                    ? $"'{unknown}' is no parameter of this route, which has none."
                    : KnownNames.Refusal("parameter of this route", unknown, known);
            return new Problem(422, "unknown_parameter", words, unknown, Known: known);
        }

        return query
                .Where(one => one.Value.Count > 1)
                .Select(one => Problem.Bad(one.Key, $"{one.Key} is given {one.Value.Count} times; only one of them can be meant."))
                .FirstOrDefault()
            ?? query
                .Where(one => !isForm && one.Value.ToString().Length == 0)
                .Select(one => Problem.Bad(one.Key, $"{one.Key} says nothing; give it a value or leave it out."))
                .FirstOrDefault();
    }
}
