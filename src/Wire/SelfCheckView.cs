using System.Diagnostics;
using CustomerPerformanceTracker.Loop.SelfCheck;
using CustomerPerformanceTracker.Readings.Divergence;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>How soon a fall of so many points of 100 is told: shares of simulated falls, 0 to 1, and the days within which half of them are.</summary>
/// <param name="MedianDays">Null where fewer than half are told within a year.</param>
public sealed record PromisedFallView(double Points, double Within30, double Within90, double Within365, int? MedianDays);

/// <summary>What one watch of a policy promises to notice at the answers that come now.</summary>
/// <param name="HalvedAnswersAWeek">The fewest answers a week at which half of the falls of 5 points may be told within <paramref name="HalvedDays"/>: the
/// fewest that some paths found enough, so rather too few than too many. Null where 16 times as many as now are not enough, or there is nothing to halve.
/// </param>
public sealed record PromisedWatchView(
    string Policy,
    string Campaign,
    ScopeView Scope,
    string Kpi,
    bool Never,
    double AnswersAWeek,
    IReadOnlyList<PromisedFallView> Falls,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? HalvedDays,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? HalvedAnswersAWeek
)
{
    internal static PromisedWatchView Of(CampaignPromise one)
    {
        var falls = (one.Promise.Power as WatchPower.Known)?.Falls ?? [];
        return new(
            one.Policy,
            one.Campaign,
            ScopeView.Of(one.Scope),
            one.Kpi,
            one.Promise.Power.IsNever,
            one.Promise.AnswersAWeek,
            [.. falls.Select(fall => new PromisedFallView(fall.Points, fall.Within30, fall.Within90, fall.Within365, fall.MedianDays))],
            one.Promise.Halved?.TargetDays,
            one.Promise.Halved?.AnswersAWeek
        );
    }
}

/// <summary>One thing that a self-check looked at.</summary>
/// <param name="What">What was looked at, such as <c>blind_touchpoint</c>.</param>
/// <param name="Of">Which one of these.</param>
/// <param name="State"><c>ok</c>, <c>attention</c>, or <c>not_looked_at</c> where nothing is known; the figure says what is missing.</param>
/// <param name="Figure">What was found, for a person.</param>
/// <param name="Number">What was found, as a number in the unit that <paramref name="What"/> has: answers a week, a share from 0 to 1, days, acts.</param>
/// <param name="Remedy">What to do; null while it is ok.</param>
/// <param name="Command">The command to do it with.</param>
/// <param name="Watch">What the watch promises, where it is one.</param>
public sealed record LookView(
    string What,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Of,
    string State,
    string Figure,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Number,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Remedy,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Command,
    [property: JsonIgnore(Condition = WhenWritingNull)] PromisedWatchView? Watch
)
{
    internal static LookView From(Look look) =>
        new(
            look.What,
            look.Of,
            look.State switch
            {
                LookState.Well => DoctorFindingView.Well,
                LookState.Attention => DoctorFindingView.Attention,
                LookState.NotLookedAt => DoctorFindingView.NotLookedAt,
                _ => throw new UnreachableException(),
            },
            look.Figure,
            look.Number,
            look.Remedy,
            look.Command,
            look.Promise is { } promise ? PromisedWatchView.Of(promise) : null
        );
}

/// <summary>One of the five questions of a self-check.</summary>
/// <param name="Question"><c>measured</c>, <c>reflected</c>, <c>combined</c>, <c>changed</c> or <c>noticed</c>.</param>
/// <param name="Answer"><c>yes</c>, <c>partly</c>, <c>no</c> or <c>cannot_be_told</c>.</param>
public sealed record CheckQuestionView(string Question, string Asks, string Answer, string Because, IReadOnlyList<LookView> Looks)
{
    internal static CheckQuestionView Of(CheckQuestion question) =>
        new(
            question.Name,
            question.Asks,
            question.Answer switch
            {
                CheckAnswer.Yes => "yes",
                CheckAnswer.Partly => "partly",
                CheckAnswer.No => "no",
                CheckAnswer.CannotBeTold => "cannot_be_told",
                _ => throw new UnreachableException(),
            },
            question.Because,
            [.. question.Looks.Select(LookView.From)]
        );
}

/// <summary>The five questions of a workspace; <paramref name="Ok"/> where each could be told and nothing was found.</summary>
/// <param name="Window">The days that were looked at; null where there are no signals.</param>
public sealed record SelfCheckView(bool Ok, string Workspace, WindowView? Window, CursorsView Cursors, IReadOnlyList<CheckQuestionView> Questions)
{
    public static SelfCheckView Of(SelfCheckReport report) =>
        new(
            report.Ok,
            report.Workspace,
            report is { From: { } from, To: { } to } ? new WindowView(from, to, report.Days) : null,
            CursorsView.Of(report.Cursors, report.Seal),
            [.. report.Questions.Select(CheckQuestionView.Of)]
        );
}
