using System.Globalization;
using System.Net;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>A trace as an HTML document that needs nothing else: no network, no script, no font. It names no customer, since a trace does not.</summary>
public static class EvidenceReport
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}p{margin:.4rem 0}
        table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d6dbe1}
        th{border-bottom:2px solid #8a94a0}td.n{text-align:right;font-variant-numeric:tabular-nums}
        .why{color:#57606a}code{font-size:.85em;overflow-wrap:anywhere}
        @media(prefers-color-scheme:dark){body{color:#e2e6ea;background:#15191d}th,td{border-color:#333b43}.why{color:#9aa4ae}}
        @media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
        """;

    public static string Html(Trace trace, string workspace, Instant writtenAt)
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Evidence: "
                + $"{Text(trace.Ref)}</title><style>{Style}</style></head><body>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>Evidence: {Text(trace.Ref)}</h1><p class=\"why\">Workspace {Text(workspace)}, written {Text(Time(writtenAt))}. Every row below is in "
                + $"this pack with its proof; verify the pack before you believe the page.</p>\n"
        );
        Steps(html, trace);
        foreach (var answers in trace.Answers)
            Answers(html, answers);
        html.Append("</body></html>\n");
        return html.ToString();
    }

    private static void Steps(StringBuilder html, Trace trace)
    {
        html.Append(
            "<h2>Who did what, when and why</h2>\n<table><thead><tr><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">What and "
                + "why</th><th scope=\"col\">Seal</th><th scope=\"col\">Journal</th></tr></thead><tbody>\n"
        );
        foreach (var step in trace.Steps)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Text(Time(step.At))}</td><td>{Text(step.Actor)}</td><td>{Text(step.What)}<p class=\"why\">because: "
                    + $"{Text(step.Reason)}</p></td><td class=\"n\">{step.Seal}</td><td class=\"n\">{step.Position}</td></tr>\n"
            );
        html.Append("</tbody></table>\n");
    }

    private static void Answers(StringBuilder html, TracedAnswers answers)
    {
        var mean = answers.Mean is { } value ? string.Create(CultureInfo.InvariantCulture, $", {value:0.0} of 100 on average") : "";
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h2>The answers behind alert {Text(answers.Alert)}</h2>\n<p>{answers.Answers:N0} answers on {Text(answers.Kpi)} of {Text(answers.Campaign)} "
                + $"in {answers.Rows:N0} signals, received from {Day(answers.From)} to {Day(answers.To)}{mean}, as known at signal "
                + $"{answers.ThroughPosition:N0}. In this pack: {answers.First.Count:N0} of the signals.</p>\n"
        );
        html.Append(
            "<table><thead><tr><th scope=\"col\">Position</th><th scope=\"col\">Received</th><th scope=\"col\">Answer</th><th scope=\"col\">Times</th><th "
                + "scope=\"col\">Where</th><th scope=\"col\">Signal</th></tr></thead><tbody>\n"
        );
        foreach (var signal in answers.First)
        {
            var where = string.Join(", ", new[] { signal.Message, signal.Touchpoint, signal.Channel, signal.Segment }.Where(part => part is not null));
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td class=\"n\">{signal.Position}</td><td>{Day(signal.Received)}</td><td class=\"n\">{signal.Score:0.#}</td><td "
                    + $"class=\"n\">{signal.Count}</td><td>{Text(where)}</td><td><code>{signal.Id}</code></td></tr>\n"
            );
        }

        html.Append("</tbody></table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Time(Instant at) => at.ToString("uuuu-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
