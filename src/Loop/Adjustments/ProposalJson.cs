using System.Text.Json;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The forms of a proposal.</summary>
internal static class ProposalJson
{
    /// <summary>The data of adjustment_proposed.</summary>
    public static void WriteStored(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteString("campaign", proposal.Campaign);
        json.WriteString("lever", proposal.Lever);
        json.WriteString("what", proposal.What);
        json.WriteString("from", proposal.From);
        json.WriteString("to", proposal.To);
        json.WriteString("hypothesis", proposal.Hypothesis);
        json.WriteString("kpi", proposal.Kpi);
        json.WriteNumber("expected", proposal.Expected);
        json.WriteStartObject("success");
        json.WriteNumber("atLeast", proposal.Success.AtLeast);
        json.WriteNumber("beforeDays", proposal.Success.BeforeDays);
        json.WriteNumber("afterDays", proposal.Success.AfterDays);
        json.WriteString("guardKpi", proposal.Success.GuardKpi);
        json.WriteNumber("guardMostLoss", proposal.Success.GuardMostLoss);
        json.WriteEndObject();
        json.WriteStartArray("alerts");
        foreach (var alert in proposal.Alerts)
            json.WriteStringValue(alert);
        json.WriteEndArray();
        json.WriteStartObject("evidence");
        json.WriteNumber("seal", proposal.Evidence.Seal);
        json.WritePropertyName("scorecard");
        if (proposal.Evidence.Scorecard is { } card)
            card.WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    public static Proposal Read(JsonElement data)
    {
        var (success, evidence) = (data.GetProperty("success"), data.GetProperty("evidence"));
        return new Proposal(
            Text("campaign")!, Text("lever")!, Text("what")!, Text("from"), Text("to"), Text("hypothesis")!, Text("kpi")!, data.GetProperty("expected").GetDouble(),
            new SuccessRule(
                success.GetProperty("atLeast").GetDouble(), success.GetProperty("beforeDays").GetInt32(), success.GetProperty("afterDays").GetInt32(),
                success.GetProperty("guardKpi").GetString(), success.GetProperty("guardMostLoss").GetDouble()),
            [.. data.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetString()!)],
            new ProposalEvidence(evidence.GetProperty("seal").GetInt32(), evidence.GetProperty("scorecard") is { ValueKind: JsonValueKind.Object } card ? card : null));

        string? Text(string name) => data.GetProperty(name).GetString();
    }
}

/// <summary>The wire form of an adjustment.</summary>
public static class AdjustmentJson
{
    public static void Write(Utf8JsonWriter json, Adjustment adjustment)
    {
        json.WriteString("id", adjustment.Id);
        json.WriteString("state", adjustment.State);
        json.WriteNumber("version", adjustment.Version);
        ProposalJson.WriteStored(json, adjustment.Proposal);
        json.WriteString("proposer", adjustment.Proposer);
        json.WriteString("reason", adjustment.ProposedBecause);
        json.WriteString("proposedAt", adjustment.ProposedAt.ToString());
        json.WriteString("decidedBy", adjustment.DecidedBy);
        json.WriteString("decidedBecause", adjustment.DecidedBecause);
        json.WriteString("appliedAt", adjustment.AppliedAt?.ToString());
        json.WritePropertyName("measured");
        if (adjustment.Reading is { } reading)
        {
            json.WriteStartObject();
            EffectJson.Write(json, reading);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        WriteGuard(json, adjustment.Guard);
        json.WriteString("verdict", adjustment.Verdict);
    }
    private static void WriteGuard(Utf8JsonWriter json, GuardOutcome? guard)
    {
        json.WritePropertyName("guard");
        if (guard is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("kpi", guard.Kpi);
        json.WriteString("outcome", guard.Name);
        json.WriteString("why", guard.Why);
        json.WriteEndObject();
    }
}
