using System.Globalization;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>An entry of the journal in a sentence.</summary>
internal static class StepText
{
    public static string Of(JournalEntry entry)
    {
        var data = entry.Data;
        return entry.Type switch
        {
            "policy_set" => $"set the policy {entry.Stream["policy-".Length..]}, version {entry.Version}",
            "alert_raised" => $"raised the alert: {Found(data)}",
            "alert_recurred" => $"found it again: {Found(data)}",
            "alert_ended" => $"saw it end on {Text("on")}",
            "alert_acknowledged" => "acknowledged the alert",
            "alert_assigned" => $"assigned the alert to {Text("to")}",
            "alert_commented" => $"said of the alert: {Text("text")}",
            "alert_snoozed" => $"snoozed the alert until {Text("until")}",
            "alert_resolved" => $"resolved the alert: {Words("outcome")}",
            "alert_reopened" => "reopened the alert",
            "adjustment_proposed" => $"proposed, by {Text("lever")}: {Text("what")}{Versions()}; hypothesis: {Text("hypothesis")}; expected {Text("kpi")} "
                + $"{Signed(data.GetProperty("expected").GetDouble())}; known then: seal {data.GetProperty("evidence").GetProperty("seal").GetInt32()}",
            "adjustment_approved" => "approved the change",
            "adjustment_rejected" => "rejected the change",
            "adjustment_applied" => $"applied the change, effective {Text("at")}",
            "message_published" => $"published {Text("version")} of {Text("campaign")}",
            "adjustment_measured" => $"measured: {Measured(data.GetProperty("reading"))}",
            "adjustment_kept" or "adjustment_reverted" or "adjustment_inconclusive" => $"verdict {entry.Type["adjustment_".Length..]}: {Text("why")}",
            "customer_linked" => $"linked the customers {Text("one")} and {Text("other")}",
            "customer_unlinked" => $"ended the link of the customers {Text("one")} and {Text("other")}",
            "review_written" => $"wrote the review of {Text("campaign")} from {Text("from")} to {Text("to")}",
            "voices_read" =>
                $"read what customers wrote of {Text("campaign")} from {Text("from")} to {Text("to")}: {Text("shown")} of {Text("comments")} comments",
            _ => entry.Type.Replace('_', ' '),
        };

        string? Text(string name) =>
            data.TryGetProperty(name, out var value)
                ? value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : value.GetRawText()
                : null;

        string? Words(string name) => Text(name)?.Replace('_', ' ');

        string Versions() =>
            (Text("from"), Text("to")) switch
            {
                (null or "null", null or "null") => "",
                (null or "null", var to) => $" ({to})",
                (var from, null or "null") => $" ({from})",
                var (from, to) => $" ({from} to {to})",
            };
    }

    private static string Found(JsonElement data)
    {
        var evidence = data.GetProperty("evidence");
        var scope = string.Join(
            ", ",
            data.GetProperty("scope").EnumerateObject().Select(part => $"{part.Name} {(part.Value.GetString() is { Length: > 0 } value ? value : "(none)")}")
        );
        var how =
            evidence.GetProperty("evidence").ValueKind == JsonValueKind.Number
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $", evidence {evidence.GetProperty("evidence").GetDouble():N0} of {evidence.GetProperty("threshold").GetDouble():N0} against a null of "
                        + $"{evidence.GetProperty("null").GetDouble():0.0}"
                )
                : "";
        return $"{data.GetProperty("kind").GetString()} in {data.GetProperty("campaign").GetString()}{(scope.Length > 0 ? $" ({scope})" : "")}, noticed on "
            + $"{data.GetProperty("on").GetString()}, since about {data.GetProperty("onset").GetString()}{how}; read at seal "
            + $"{evidence.GetProperty("seal").GetInt32()}";
    }

    // What was refused has a reason and no effect; readings of earlier releases name no overlaps.
    private static string Measured(JsonElement reading) =>
        (
            reading.TryGetProperty("effect", out var effect)
                ? $"{reading.GetProperty("kpi").GetString()} {Signed(effect.GetProperty("value").GetDouble())} "
                    + $"({Signed(effect.GetProperty("low").GetDouble())} to {Signed(effect.GetProperty("high").GetDouble())})"
                : $"{reading.GetProperty("kpi").GetString()} could not be measured"
        ) + Overlapping(reading);

    private static string Overlapping(JsonElement reading) =>
        reading.TryGetProperty("overlaps", out var overlaps) && overlaps.GetArrayLength() > 0
            ? "; in days shared with "
                + string.Join(
                    " and ",
                    overlaps
                        .EnumerateArray()
                        .Select(other => $"adjustment {Text(other, "adjustment")} of {Text(other, "appliedOn")} to " + $"{Text(other, "through")}")
                )
            : "";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Signed(double value) => value.ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture);
}
