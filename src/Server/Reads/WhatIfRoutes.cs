using System.ComponentModel;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>Policies to be tried on what was received.</summary>
internal sealed record WhatIfPolicies(
    [property: Description("Policies as YAML documents, each as `PUT /v1/policies` takes it.")] IReadOnlyList<string> Policies,
    [property: Description("Settings to try in each combination, such as drop=1,2,3 and every=180d,365d.")] IReadOnlyList<string>? Grid = null,
    [property: Description("Campaigns to try them on; all of the workspace by default.")] IReadOnlyList<string>? Campaigns = null,
    [property: Description("First day of the alerts that are told.")] string? From = null,
    [property: Description("Last day of the alerts that are told.")] string? To = null,
    [property: Description("What had occurred by then, a date or an RFC 3339 instant.")] string? At = null,
    [property: Description("What had been received by then, a date or an RFC 3339 instant.")] string? Known = null,
    [property: Description("What was recorded by that seal.")] int? Seal = null
);

/// <summary>What other policies would have told. A reading, although it has a body: it records and raises nothing.</summary>
internal static class WhatIfRoutes
{
    /// <summary>Policies times campaigns that they watch, at the most: a request is not to hold a processor for long.</summary>
    public const int MostPairs = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .MapPost("/policies/whatif", TryAsync)
            .WithName("tryPolicies")
            .WithSummary("What policies would have told beside those in use: alerts, days sooner or later, false alarms to expect. It records nothing.")
            .WithDescription($"Policies and those in use watch at most {MostPairs} campaigns together; `cpt policies whatif` reads any number.")
            .WithMetadata(new KeepsNoAnswer());

    private static async Task<Answer<WhatIfView>> TryAsync(HttpContext context, WhatIfPolicies wanted, CancellationToken cancel) =>
        Answer.Of(WhatIfView.Of(await RunAsync(context.Caller().Workspace, wanted, cancel)));

    /// <exception cref="ProblemException">A document, the grid or a day cannot be read, or there is no such seal.</exception>
    /// <exception cref="RefusedException">More is asked for than one request may.</exception>
    public static async Task<WhatIf> RunAsync(LiveWorkspace workspace, WhatIfPolicies wanted, CancellationToken cancel)
    {
        var engine = workspace.Engine;
        Policy[] policies = [.. wanted.Policies.Select(Parsed)];
        if (policies.Length == 0)
            throw new RefusedException("policy_needed", "Name at least one policy to try, as a YAML document.", "/policies");
        foreach (var policy in policies)
            await engine.Settings.CheckDimensionsAsync(policy, cancel);
        var question = new WhatIfQuestion(
            Grown(wanted.Grid ?? [], policies),
            wanted.Campaigns ?? [],
            Query.Date("from", wanted.From),
            Query.Date("to", wanted.To),
            new CursorQuery(wanted.At, wanted.Known, wanted.Seal).Read(workspace),
            MostPairs
        );
        return await ReadRoutes.ToldAsync(() => engine.WhatIfs.RunAsync(question, progress: null, cancel));
    }

    private static Policy Parsed(string yaml, int number)
    {
        try
        {
            return Policy.Parse(yaml);
        }
        catch (StrictYamlException e)
        {
            throw new ProblemException(new Problem(422, "invalid_document", e.Message, string.Create(CultureInfo.InvariantCulture, $"/policies/{number}")));
        }
    }

    private static IReadOnlyList<Policy> Grown(IReadOnlyList<string> grid, IReadOnlyList<Policy> policies)
    {
        try
        {
            return PolicyGrid.Parse(grid).Over(policies);
        }
        catch (FormatException e)
        {
            throw new ProblemException(new Problem(422, "invalid_grid", e.Message, "/grid"));
        }
    }
}
