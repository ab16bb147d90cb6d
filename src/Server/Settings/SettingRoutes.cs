using System.ComponentModel;
using System.Text;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Settings;

/// <summary>The KPI stack, the journey map, the own dimensions, the instruments and the policies: YAML documents in the journal, read and set.</summary>
internal static class SettingRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("").WithTags("settings");
        foreach (var document in SettingDocument.All)
            Document(settings, document);
        settings.MapGet("/policies", PoliciesAsync).Needs(KeyScope.Read).WithName("listPolicies").WithSummary("The alert policies in force.");
        Put(
            settings,
            "/policies",
            "Policy",
            "Set an alert policy; its name is in the document. The answer lists campaigns that the policy names and the workspace does not know.",
            (engine, yaml, by, expected, cancel) => engine.Settings.SetPolicyAsync(yaml, by, expected, cancel)
        );
    }

    private static void Document(IEndpointRouteBuilder routes, SettingDocument document)
    {
        routes
            .MapGet(
                document.Path,
                async Task<Results<Answer<SettingView>, Problem>> (HttpContext context, CancellationToken cancel) =>
                    await document.Find(context.Caller().Workspace.Engine, cancel) is { } setting
                        ? Answer.Of(SettingView.Of(setting), setting.Version)
                        : Problem.NotFound($"No {document.What} was set; the default one is in force.")
            )
            .Needs(KeyScope.Read)
            .WithName($"read{document.Name}")
            .WithSummary($"The {document.What} as it was last set.");
        Put(routes, document.Path, document.Name, $"Set the {document.What}.", document.Set);
    }

    private static void Put(IEndpointRouteBuilder routes, string path, string name, string summary, SetDocument set) =>
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
