using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Experiments;

/// <summary>An experiment to be declared.</summary>
internal sealed record NewExperiment(
    [property: Description("Up to 60 lower-case letters, digits and -; taken for ever.")] string Name,
    [property: Description("The campaign it is in.")] string Campaign,
    [property: Description("The dimension whose values the arms are: message, channel, segment, touchpoint or one of your own.")] string By,
    [property: Description("The value that the treatment is held against.")] string Control,
    [property: Description("The value that is tried.")] string Treatment,
    [property: Description("The first day that counts.")] string From,
    [property: Description("Why; it is kept in the journal.")] string Reason,
    [property: Description("The last day that counts; it cannot be changed.")] string? End = null,
    [property: Description("The declared end of the test: customers in both arms. It gives narrower intervals up to there, and cannot be changed.")]
        long? Customers = null,
    [property: Description("Customers in both arms at which the interval without an end is tightest, 5,000 by default.")] double? Tightest = null,
    [property: Description("The parts of control and of the treatment, 50:50 by default.")] string? Split = null,
    [property: Description("orders (by default), buyers or money, a customer.")] string? Measure = null,
    [property: Description("A question that the treatment must not harm, such as trust.")] string? Guardrail = null,
    [property: Description("Points of 100 by which its answers may be worse, 3 by default.")] double? Margin = null
);

/// <summary>The end of an experiment.</summary>
internal sealed record NewExperimentEnding(string Reason);

/// <summary>Experiments: two arms that are declared before they are compared, so that every look is allowed.</summary>
internal static class ExperimentRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var experiments = routes.MapGroup("/experiments").WithTags("experiments");
        experiments
            .MapGet("", ListAsync)
            .Needs(KeyScope.Read)
            .WithName("listExperiments")
            .WithSummary("The experiments as they were declared, in the order of their declarations.");
        experiments
            .MapGet("/{name}", ShowAsync)
            .Needs(KeyScope.Read)
            .WithName("readExperiment")
            .WithSummary("The two arms compared at the end of each day: an interval and a p that hold at every look at once, the split and the guardrail.");
        experiments
            .MapPost("", DeclareAsync)
            .Needs(KeyScope.Operate)
            .WithName("declareExperiment")
            .WithSummary("Declare an experiment. Nothing of it can be changed afterwards.");
        experiments.MapPost("/{name}/end", EndAsync).Needs(KeyScope.Operate).WithName("endExperiment").WithSummary("End an experiment: today is its last day.");
    }

    private static async Task<Answer<ExperimentListView>> ListAsync(
        HttpContext context,
        [Description("Without endings that were recorded later: a date (that day included) or an RFC 3339 instant.")] string? known,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var all = await workspace.Engine.DeclaredExperiments.ListAsync(new CursorQuery(null, known, seal).Read(workspace), cancel);
        return Answer.Of(new ExperimentListView([.. all.Select(DeclaredExperimentView.Of)]));
    }

    private static async Task<Answer<ExperimentView>> ShowAsync(HttpContext context, string name, [AsParameters] CursorQuery cursors, CancellationToken cancel)
    {
        var workspace = context.Caller().Workspace;
        return Answer.Of(
            ExperimentView.Of(
                await workspace.Engine.ExperimentReadings.ReadAsync(name, cursors.Read(workspace), cancel) ?? throw Missing(name, Query.Seal(cursors.Seal))
            )
        );
    }

    private static async Task<Made<DeclaredExperimentView>> DeclareAsync(HttpContext context, NewExperiment wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var draft = new ExperimentDraft(
            wanted.Name,
            wanted.Campaign,
            wanted.By,
            wanted.Control,
            wanted.Treatment,
            wanted.From,
            wanted.End,
            wanted.Customers,
            wanted.Tightest,
            wanted.Split,
            wanted.Measure,
            wanted.Guardrail,
            wanted.Margin
        );
        var experiment = await caller.Workspace.Engine.Experiments.DeclareAsync(draft, Commanded.By(caller, wanted.Reason), cancel);
        caller.Workspace.Wake();
        return Answer.Made(DeclaredExperimentView.Of(experiment));
    }

    private static async Task<Answer<DeclaredExperimentView>> EndAsync(HttpContext context, string name, NewExperimentEnding wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var experiment = await caller.Workspace.Engine.Experiments.EndAsync(name, Commanded.By(caller, wanted.Reason), cancel);
        caller.Workspace.Wake();
        return Answer.Of(DeclaredExperimentView.Of(experiment));
    }

    private static ProblemException Missing(string name, SealNumber? seal) =>
        new(
            Problem.NotFound(
                $"There is no experiment '{name}'{(seal is { } number ? $" at seal {number}" : "")}; GET /v1/experiments lists those that were declared."
            )
        );
}
