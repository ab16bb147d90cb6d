using System.Globalization;
using System.Text.Json;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>
/// A trace as W3C PROV-JSON (Member Submission of 24 April 2013): each step is an activity of its actor that generates the version of a stream it recorded;
/// a version derives from the one before and from what caused it, and an alert from the answers it rests on.
/// </summary>
public static class ProvJson
{
    private const string Namespace = "urn:cpt:";

    public static void Write(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartObject("prefix");
        json.WriteString("cpt", Namespace);
        json.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
        json.WriteEndObject();

        var known = trace.Steps.Select(Entity).ToHashSet(StringComparer.Ordinal);
        Section("entity", trace.Steps, step => (Entity(step), Describe));
        Answers();
        Section("activity", trace.Steps, step => (Activity(step), DescribeActivity));
        json.WriteStartObject("agent");
        foreach (var actor in trace.Steps.Select(step => step.Actor).Distinct(StringComparer.Ordinal))
        {
            json.WriteStartObject(Agent(actor));
            json.WriteString("prov:label", actor);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Relation("wasGeneratedBy", trace.Steps.Select(step => (("prov:entity", Entity(step)), ("prov:activity", Activity(step)))));
        Relation("wasAssociatedWith", trace.Steps.Select(step => (("prov:activity", Activity(step)), ("prov:agent", Agent(step.Actor)))));
        Relation("used", trace.Steps.SelectMany(step => Sources(step).Select(source => (("prov:activity", Activity(step)), ("prov:entity", source)))));
        Relation("wasDerivedFrom", trace.Steps.SelectMany(step => Sources(step).Select(source => (("prov:generatedEntity", Entity(step)), ("prov:usedEntity", source)))));

        IEnumerable<string> Sources(TraceStep step)
        {
            if (step.Version > 1 && known.Contains($"cpt:{Plain(step.Stream)}_{step.Version - 1}"))
                yield return $"cpt:{Plain(step.Stream)}_{step.Version - 1}";
            if (step.Causation?.LastIndexOf('@') is > 0 and var at && $"cpt:{Plain(step.Causation[..at])}_{step.Causation[(at + 1)..]}" is var cause && known.Contains(cause) && !step.Causation.StartsWith($"{step.Stream}@", StringComparison.Ordinal))
                yield return cause;
            foreach (var answers in trace.Answers.Where(answers => step.Type is "alert_raised" or "alert_recurred" && step.Data.GetProperty("id").GetString() == answers.Alert
                && step.Data.GetProperty("onset").GetString() == NodaTime.Text.LocalDatePattern.Iso.Format(answers.From)))
                yield return AnswersId(answers);
        }

        void Section(string name, IEnumerable<TraceStep> steps, Func<TraceStep, (string Id, Action<TraceStep> Describe)> told)
        {
            json.WriteStartObject(name);
            foreach (var step in steps)
            {
                var (id, describe) = told(step);
                json.WriteStartObject(id);
                describe(step);
                json.WriteEndObject();
            }

            if (name != "entity")
                json.WriteEndObject();
        }

        void Answers()
        {
            foreach (var answers in trace.Answers)
            {
                json.WriteStartObject(AnswersId(answers));
                json.WriteString("prov:label", $"{answers.Answers} answers on {answers.Kpi} of {answers.Campaign}");
                json.WriteNumber("cpt:throughPosition", answers.ThroughPosition);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        void Describe(TraceStep step)
        {
            json.WriteString("prov:type", $"cpt:{step.Type}");
            json.WriteNumber("cpt:position", step.Position);
            json.WriteNumber("cpt:seal", step.Seal);
        }

        void DescribeActivity(TraceStep step)
        {
            json.WriteString("prov:startTime", step.At.ToString());
            json.WriteString("prov:endTime", step.At.ToString());
            json.WriteString("prov:label", step.What);
            json.WriteString("cpt:reason", step.Reason);
        }

        void Relation(string name, IEnumerable<((string Name, string Value) One, (string Name, string Value) Other)> pairs)
        {
            json.WriteStartObject(name);
            foreach (var (number, (one, other)) in pairs.Distinct().Index())
            {
                json.WriteStartObject(string.Create(CultureInfo.InvariantCulture, $"_:{name}{number + 1}"));
                json.WriteString(one.Name, one.Value);
                json.WriteString(other.Name, other.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }

    private static string Entity(TraceStep step) => string.Create(CultureInfo.InvariantCulture, $"cpt:{Plain(step.Stream)}_{step.Version}");

    private static string Activity(TraceStep step) => string.Create(CultureInfo.InvariantCulture, $"cpt:entry_{step.Position}");

    private static string Agent(string actor) => $"cpt:agent_{Plain(actor)}";

    private static string AnswersId(TracedAnswers answers) => $"cpt:answers_{Plain(answers.Alert)}_{NodaTime.Text.LocalDatePattern.Iso.Format(answers.From)}";

    // The local part of a qualified name: what is none of its characters is written by its number.
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $".{(int)c:x}.")));
}
