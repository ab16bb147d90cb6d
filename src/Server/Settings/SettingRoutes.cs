using System.ComponentModel;
using System.Text;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Settings;

/// <summary>The KPI stack, the journey map, the own dimensions, the instruments and the policies: YAML documents in the journal, read and set.</summary>
internal static class SettingRoutes
{
    private delegate Task<Setting> Set(Engine engine, string yaml, Authorship by, StreamVersion? expected, CancellationToken cancel);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("").WithTags("settings");
        Document(
            settings,
            "/kpis",
            "KPI stack",
            "Kpis",
            (book, cancel) => book.KpisDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetKpisAsync(yaml, by, expected, cancel)
        );
        Document(
            settings,
            "/journey",
            "journey map",
            "Journey",
            (book, cancel) => book.JourneyDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetJourneyAsync(yaml, by, expected, cancel)
        );
        Document(
            settings,
            "/dimensions",
            "document of own dimensions",
            "Dimensions",
            (book, cancel) => book.DimensionsDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetDimensionsAsync(engine.Dimensions, yaml, by, expected, cancel)
        );
        Document(
            settings,
            "/instruments",
            "document of instruments",
            "Instruments",
            (book, cancel) => book.InstrumentsDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetInstrumentsAsync(yaml, by, expected, cancel)
        );
        settings.MapGet("/policies", PoliciesAsync).Needs(KeyScope.Read).WithName("listPolicies").WithSummary("The alert policies in force.");
        Put(
            settings,
            "/policies",
            "Policy",
            "Set an alert policy; its name is in the document. The answer lists campaigns that the policy names and the workspace does not know.",
            (engine, yaml, by, expected, cancel) => engine.Settings.SetPolicyAsync(yaml, by, expected, cancel)
        );
    }

    private static void Document(
        IEndpointRouteBuilder routes,
        string path,
        string what,
        string name,
        Func<WorkspaceSettings, CancellationToken, Task<Setting?>> find,
        Set set
    )
    {
        routes
            .MapGet(
                path,
                async Task<Results<Answer<SettingView>, Problem>> (HttpContext context, CancellationToken cancel) =>
                    await find(context.Caller().Workspace.Engine.Settings, cancel) is { } setting
                        ? Answer.Of(SettingView.Of(setting), setting.Version)
                        : Problem.NotFound($"No {what} was set; the default one is in force.")
            )
            .Needs(KeyScope.Read)
            .WithName($"read{name}")
            .WithSummary($"The {what} as it was last set.");
        Put(routes, path, name, $"Set the {what}.", set);
    }

    private static void Put(IEndpointRouteBuilder routes, string path, string name, string summary, Set set) =>
        routes
            .MapPut(
                path,
                async Task<Results<Answer<SettingView>, Problem>> (
                    HttpContext context,
                    [Description("Why, for the journal.")] string reason,
                    CancellationToken cancel
                ) =>
                {
                    using var body = await RequestBody.ReadAsync(context.Request, cancel);
                    var caller = context.Caller();
                    try
                    {
                        var setting = await set(
                            caller.Workspace.Engine,
                            Encoding.UTF8.GetString(body.Bytes.Span),
                            Commanded.As(caller, reason),
                            Expected.Version(context),
                            cancel
                        );
                        caller.Workspace.Wake();
                        var unknown = name == "Policy" ? await caller.Workspace.Engine.Reach.UnknownOfAsync(Policy.Parse(setting.Yaml), cancel) : [];
                        return Answer.Of(SettingView.Of(setting, unknown), setting.Version);
                    }
                    catch (StrictYamlException e)
                    {
                        return new Problem(422, "invalid_document", e.Message, "");
                    }
                    catch (ArgumentException e) when (string.IsNullOrWhiteSpace(reason))
                    {
                        return Problem.Bad("reason", e.Message);
                    }
                }
            )
            .Needs(KeyScope.Operate)
            .TakesVersion()
            .WithName($"set{name}")
            .WithSummary(summary)
            .WithDescription(
                "The body is the YAML document. If-Match with the version's ETag sets it only where nobody else did; version 0 is that of one that was "
                    + "never set."
            )
            .Takes("The document.", required: true, type: null, "application/yaml");

    private static async Task<Answer<PolicyListView>> PoliciesAsync(HttpContext context, CancellationToken cancel)
    {
        var policies = await context.Caller().Workspace.Engine.Settings.PoliciesAsync(cancel);
        return Answer.Of(PolicyListView.Of(policies));
    }
}
