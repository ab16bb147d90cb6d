using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>
/// Follows the chain behind an alert, an adjustment, a message version, a review or a signal through the journal and down to the answers, and from an answer
/// back up to what it led to. A reference is an id, or the beginning of one; a message version <c>hero@9</c> or <c>CAMPAIGN/hero@9</c>; <c>review-ID</c>;
/// <c>signal:ID</c> or <c>signal:CAMPAIGN/ID</c>.
/// </summary>
public sealed class Tracer(JournalStreams journal, AlertStore alerts, AdjustmentStore adjustments, AnswerReader answers)
{
    private const string SignalPrefix = "signal:";

    /// <summary>Answers of an alert that a trace shows by row.</summary>
    public const int UsualRows = 20;

    /// <param name="rows">Answers of each alert that are told by row, at most.</param>
    /// <exception cref="NotFoundException">The workspace knows nothing by that reference; the message says what references look like.</exception>
    public Task<Trace> FollowAsync(string reference, int rows, CancellationToken cancel) => FollowAsync(reference, rows, seal: null, cancel);

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public async Task<Trace> FollowAsync(string reference, int rows, SealNumber? seal, CancellationToken cancel)
    {
        var all = await alerts.ListAsync(seal, cancel);
        var proposed = await adjustments.ListAsync(seal, cancel);
        var (chain, through) = (new Chain(all, proposed), seal ?? SealNumber.Max);
        var (kind, signal) = await StartAsync(reference, chain, through, cancel);

        var entries = chain.IsEmpty ? [] : (await journal.ReadAsync("", through, cancel)).Where(chain.Holds).ToArray();
        var steps = entries.Select(entry => new TraceStep(
            entry.Position,
            entry.Seal,
            Instant.FromUnixTimeTicks(entry.RecordedAt * 10),
            entry.Actor,
            entry.Type,
            StepText.Of(entry),
            entry.Reason,
            entry.Stream,
            entry.Version,
            entry.Correlation,
            entry.Causation,
            entry.Data
        ));
        var behind = new List<TracedAnswers>();
        foreach (var alert in all.Where(alert => chain.Alerts.Contains(alert.Id)).OrderBy(alert => alert.On))
            behind.Add(await answers.BehindAsync(alert, rows, cancel));
        return new Trace(reference, kind, signal, [.. steps], behind);
    }

    private async Task<(string Kind, TracedSignal? Signal)> StartAsync(string reference, Chain chain, SealNumber through, CancellationToken cancel)
    {
        if (reference.StartsWith(SignalPrefix, StringComparison.Ordinal))
        {
            var signal = await SignalAsync(reference[SignalPrefix.Length..], through, cancel);
            foreach (var alert in chain.All.Where(alert => RestsOn(alert, signal)))
                chain.AddAlert(alert.Id);
            return ("signal", signal);
        }

        if (
            reference.StartsWith("review-", StringComparison.Ordinal)
            && (await journal.ReadStreamAsync(reference, cancel)).FirstOrDefault(entry => entry.Seal <= through) is { } review
        )
        {
            chain.AddReview(review);
            return ("review", null);
        }

        if (reference.Contains('@', StringComparison.Ordinal))
        {
            var (campaign, version) = reference.LastIndexOf('/') is > 0 and var slash ? (reference[..slash], reference[(slash + 1)..]) : (null, reference);
            if (!chain.AddMessage(campaign, version))
                throw new NotFoundException(
                    $"No adjustment published or replaced the message version '{reference}'. `cpt trend CAMPAIGN` tells when a version was first seen."
                );
            return ("message", null);
        }

        var (asked, wanted) = reference.Split('-', 2) switch
        {
            ["alert", var id] => ("alert", id),
            ["adjustment", var id] => ("adjustment", id),
            _ => (null, reference),
        };
        var found = chain.Find(asked, wanted);
        switch (found)
        {
            case [("alert", var id)]:
                chain.AddAlert(id);
                return ("alert", null);
            case [("adjustment", var id)]:
                chain.AddAdjustment(id);
                return ("adjustment", null);
            default:
                throw new NotFoundException(
                    found.Length > 1
                        ? $"'{reference}' begins the ids of {found.Length} things; write more of it."
                        : $"Nothing here is called '{reference}'. Name an alert or adjustment by its id, a message version as hero@9, a review as "
                            + "review-ID, a signal as signal:ID or signal:CAMPAIGN/ID."
                );
        }
    }

    private async Task<TracedSignal> SignalAsync(string text, SealNumber through, CancellationToken cancel)
    {
        var found = await answers.FindAsync(text, campaign: null, cancel);
        for (var slash = text.IndexOf('/', StringComparison.Ordinal); found.Count == 0 && slash > 0; slash = text.IndexOf('/', slash + 1))
            found = await answers.FindAsync(text[(slash + 1)..], text[..slash], cancel);
        return found.Where(signal => signal.Seal <= through).ToArray() switch
        {
            [var one] => one,
            [] => throw new NotFoundException($"There is no signal of the id '{text}'."),
            [var first, ..] several => throw new NotFoundException(
                $"{several.Length} campaigns have a signal of the id '{text}'; write signal:CAMPAIGN/ID, such as signal:{first.Campaign}/{text}."
            ),
        };
    }

    /// <summary>Whether an alert rests on an answer: it was among what was folded then, is of the KPI and scope, and came in the days that counted.</summary>
    private static bool RestsOn(Alert alert, TracedSignal signal) =>
        signal.Kind is "survey_answer" or "sentiment"
        && alert.Campaign == signal.Campaign
        && alert.Kpi == signal.Kpi
        && signal.Position <= alert.Evidence.LastPosition
        && signal.Received >= alert.Onset
        && signal.Received <= alert.On
        && IsOf(alert.Scope.Message, signal.Message)
        && IsOf(alert.Scope.Touchpoint, signal.Touchpoint)
        && IsOf(alert.Scope.Channel, signal.Channel)
        && IsOf(alert.Scope.Segment, signal.Segment)
        && (alert.Scope.Own?.Parts ?? []).All(part => part.Value == (signal.Own?.Find(part.Dimension) ?? ""));

    private static bool IsOf(string? scope, string? value) => scope is null || scope == (value ?? "");
}
