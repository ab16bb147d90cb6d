using CustomerPerformanceTracker.Loop.Subscriptions;
using Microsoft.OpenApi;

namespace CustomerPerformanceTracker.Server;

/// <summary>The schemas the document names. What is read or written by hand is described by hand, and the contract test holds the two together.</summary>
internal static class ApiSchemas
{
    public const string Problem = "Problem";
    public const string Signal = "Signal";
    public const string SignalBatch = "SignalBatch";
    public const string IntakeAnswer = "IntakeAnswer";
    public const string Setting = "Setting";
    public const string Subscription = "Subscription";

    public static IEnumerable<(string Name, OpenApiSchema Schema)> All(OpenApiDocument document)
    {
        yield return (Problem, Object(
            ["type", "title", "status", "code", "detail"],
            ("type", Text("urn:cpt:problem: and the code")), ("title", Text("The code in words.")), ("status", Whole("The status of the answer.")),
            ("code", Text("Stable; for programs.")), ("detail", Text("Which rule was broken and what to do; for a person.")),
            ("pointer", Text("JSON pointer into the body, or the name of the parameter or header at fault.")), ("known", List(Text(null), "The names that are known there, where one is not."))));
        yield return (Signal, Object(
            ["type", "campaign", "occurredAt"],
            ("id", Text("Identity within the campaign; without it one is derived from the content.")), ("type", Text("impression, click, visit, conversion, refund, spend, contact, churn, survey_answer, sentiment.")),
            ("campaign", Text(null)), ("message", Text(null)), ("touchpoint", Text(null)), ("channel", Text(null)), ("segment", Text(null)), ("customer", Text(null)),
            ("count", Whole("How many alike, 1 by default.")), ("kpi", Text("What was asked about, such as trust.")), ("score", Number(null)), ("scale", List(Number(null), "Lowest and highest score.")),
            ("amount", Number("In units of the currency; never rounded.")), ("currency", Text("ISO 4217.")), ("occurredAt", Text("RFC 3339 with its offset.")), ("corrects", Text("Id of the signal this one replaces.")),
            ("comment", Text("Free text, kept encrypted under the customer's key."))));
        yield return (SignalBatch, new OpenApiSchema { OneOf = [List(new OpenApiSchemaReference(Signal, document), null), new OpenApiSchemaReference(Signal, document)] });
        yield return (IntakeAnswer, Object(
            ["accepted", "duplicate", "conflict", "rejected", "items"],
            ("accepted", Whole("Stored by this request.")), ("duplicate", Whole("Stored before, with the same content.")), ("conflict", Whole("Stored before, with other content; the first is kept.")),
            ("rejected", Whole("Not stored, and kept to be mended.")),
            ("items", List(Object(
                ["status"],
                ("status", Text("accepted, duplicate, conflict or rejected.")), ("code", Text("Why it was rejected; stable.")), ("pointer", Text("JSON pointer into the body.")), ("reason", Text("For a person."))),
                "One for each item, in the order of the request."))));
        yield return (Setting, Object(
            ["version", "seal", "actor", "reason", "yaml"],
            ("version", Whole("Counts the times it was set.")), ("seal", Whole("The seal it was recorded by.")), ("actor", Text(null)), ("reason", Text(null)), ("yaml", Text("The document as it was set.")), ("unknown", List(Text(null), "Of a policy that was just set: sentences about campaigns that it names and the workspace does not know."))));

        var sink = Object(
            ["kind"],
            ("kind", Text("webhook, slack, smtp, alertmanager or rabbitmq.")), ("url", Text("Of webhook, slack and alertmanager.")), ("server", Text("Of smtp and rabbitmq: scheme://[user@]host[:port].")),
            ("from", Text("Of smtp.")), ("to", List(Text(null), "Of smtp.")), ("exchange", Text("Of rabbitmq.")), ("routingKey", Text("Of rabbitmq.")));
        var filter = Object([], [.. AlertFilter.Lists.Select(list => (list, (IOpenApiSchema)List(Text(null), "Empty or left out: all of them.")))]);
        var topic = Text("alerts (by default), or checkpoints: the signed heads of the log, which need no filter and are not for Alertmanager.");
        yield return (Subscription, Object(
            ["id", "version", "state", "sink", "topic"],
            ("id", Text(null)), ("version", Whole("Its ETag.")), ("state", Text("active, disabled or removed.")), ("disabledBy", Text("hand, gone or failing; null while it is not disabled.")), ("sink", sink), ("topic", topic), ("filter", filter),
            ("secret", Text("A webhook's signing key, in the answer that made it only.")), ("matchesNow", Object(
                ["told", "everything", "openAlerts", "campaigns"],
                ("told", Text("What the filter matches as things stand, in words; in answers to commands only.")), ("everything", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "It names nothing, and so wants all." }),
                ("openAlerts", Whole(null)), ("alerts", List(Text(null), "Ids of the first of them.")), ("campaigns", Whole(null)), ("campaignNames", List(Text(null), "The first of them.")),
                ("unknown", List(Text(null), "Sentences about names that the workspace does not know."))))));
    }

    private static OpenApiSchema Object(IEnumerable<string> required, params IEnumerable<(string Name, IOpenApiSchema Schema)> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(required, StringComparer.Ordinal),
        Properties = properties.ToDictionary(property => property.Name, property => property.Schema, StringComparer.Ordinal),
    };

    private static OpenApiSchema List(IOpenApiSchema items, string? description) => new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Whole(string? description) => new() { Type = JsonSchemaType.Integer, Description = description };

    private static OpenApiSchema Number(string? description) => new() { Type = JsonSchemaType.Number, Description = description };
}
