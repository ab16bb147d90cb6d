using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>The form of a sink in the journal and on the wire: an object <c>sink</c>, without what is secret of it.</summary>
public static class SinkJson
{
    public static void Write(Utf8JsonWriter json, Sink sink)
    {
        json.WriteStartObject("sink");
        json.WriteString("kind", KindOf(sink));
        switch (sink)
        {
            case Sink.Webhook webhook:
                json.WriteString("url", webhook.Url.AbsoluteUri);
                break;
            case Sink.Slack slack:
                json.WriteString("url", slack.Url.AbsoluteUri);
                break;
            case Sink.Alertmanager alertmanager:
                json.WriteString("url", alertmanager.Url.AbsoluteUri);
                break;
            case Sink.Smtp smtp:
                json.WriteString("server", smtp.Server.AbsoluteUri);
                json.WriteString("from", smtp.From);
                json.WriteStartArray("to");
                foreach (var address in smtp.To)
                    json.WriteStringValue(address);
                json.WriteEndArray();
                break;
            case Sink.RabbitMq rabbit:
                json.WriteString("server", rabbit.Server.AbsoluteUri);
                json.WriteString("exchange", rabbit.Exchange);
                json.WriteString("routingKey", rabbit.RoutingKey);
                break;
            default:
                throw new UnreachableException();
        }

        json.WriteEndObject();
    }

    /// <exception cref="RefusedException">What is there is no sink.</exception>
    public static Sink Read(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("sink", out var sink) || sink.ValueKind != JsonValueKind.Object)
            throw new RefusedException("invalid_sink", "A subscription has an object 'sink' with its kind and where it is.");
        return Text("kind") switch
        {
            "webhook" => new Sink.Webhook(Address("url")),
            "slack" => new Sink.Slack(Address("url")),
            "alertmanager" => new Sink.Alertmanager(Address("url")),
            "smtp" => new Sink.Smtp(Address("server"), Text("from"), List("to")),
            "rabbitmq" => new Sink.RabbitMq(Address("server"), Text("exchange"), Text("routingKey")),
            var other => throw new RefusedException("invalid_sink", $"'{other}' is no kind of sink. There are webhook, slack, smtp, alertmanager, rabbitmq."),
        };

        string Text(string name) => sink.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Missing(name);

        Uri Address(string name) => SinkAddress.Parse(Text(name));

        IReadOnlyList<string> List(string name) =>
            sink.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(one => one.GetString()!)] : throw Missing(name);

        static RefusedException Missing(string name) => new("invalid_sink", $"The sink lacks its '{name}', or it is of another type.");
    }

    public static string KindOf(Sink sink) => sink switch
    {
        Sink.Webhook => "webhook",
        Sink.Slack => "slack",
        Sink.Smtp => "smtp",
        Sink.Alertmanager => "alertmanager",
        Sink.RabbitMq => "rabbitmq",
        _ => throw new UnreachableException(),
    };
}
