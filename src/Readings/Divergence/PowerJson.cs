using System.Diagnostics;
using System.Text.Json;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The wire form of what policies would notice. Shares are 0 to 1, levels 0 to 100.</summary>
public static class PowerJson
{
    /// <summary>A list <c>power</c> with one object a policy.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<PolicyPower> powers)
    {
        json.WriteStartArray("power");
        foreach (var power in powers)
        {
            json.WriteStartObject();
            json.WriteString("policy", power.Policy.Name);
            json.WriteBoolean("never", power.IsNever);
            json.WriteStartArray("watches");
            foreach (var one in power.Simulated)
                Write(json, one);
            json.WriteEndArray();
            Names(json, "notAsked", power.NotAsked);
            Names(json, "tooFewAnswers", power.TooFew);
            json.WriteNumber("notSimulated", power.Others);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CampaignPower one)
    {
        json.WriteStartObject();
        json.WriteString("campaign", one.Campaign);
        json.WriteStartObject("scope");
        foreach (var (dimension, value) in one.Scope.Parts())
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteBoolean("never", one.Power.IsNever);
        switch (one.Power)
        {
            case WatchPower.Known known:
                Write(json, known);
                break;
            case WatchPower.NotAsked:
                json.WriteString("why", "not_asked");
                break;
            case WatchPower.TooFewAnswers few:
                json.WriteString("why", "too_few_answers");
                json.WriteNumber("answersAYear", few.AYear);
                json.WriteNumber("needed", few.Needed);
                break;
            case WatchPower.NoLogic:
                json.WriteString("why", "no_logic_signals");
                break;
            case WatchPower.NotYet wait:
                json.WriteString("why", "baseline_not_over");
                json.WriteString("from", LocalDatePattern.Iso.Format(wait.From));
                break;
            case WatchPower.JustTold told:
                json.WriteString("why", "just_told");
                json.WriteString("told", LocalDatePattern.Iso.Format(told.On));
                json.WriteString("from", LocalDatePattern.Iso.Format(told.From));
                break;
            default:
                throw new UnreachableException();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WatchPower.Known known)
    {
        json.WriteNumber("null", known.Null.Value * 100);
        json.WriteNumber("level", known.Null.Level * 100);
        json.WriteString("from", LocalDatePattern.Iso.Format(known.Null.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(known.Null.To));
        json.WriteNumber("answersADay", known.AnswersADay);
        json.WriteNumber("dispersion", known.Null.Effect.Single);
        json.WriteNumber("designEffect", known.Null.Effect.OfMean);
        json.WriteStartArray("falls");
        foreach (var fall in known.Falls)
        {
            json.WriteStartObject();
            json.WriteNumber("points", fall.Points);
            json.WriteNumber("within30", fall.Within30);
            json.WriteNumber("within90", fall.Within90);
            json.WriteNumber("within365", fall.Within365);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter json, string name, IReadOnlyList<string> campaigns)
    {
        json.WriteStartArray(name);
        foreach (var campaign in campaigns)
            json.WriteStringValue(campaign);
        json.WriteEndArray();
    }
}
