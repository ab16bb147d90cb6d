using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Teams;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Teams;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>One of those who are compared, under the case mix of all of them.</summary>
/// <param name="N">Answers to their cases; of a rate their orders, or what it is counted over.</param>
/// <param name="Events">What a rate counts; left out of means.</param>
/// <param name="Raw">The mean of their own answers, 0 to 100, or their own rate, which their own mix of cases moves.</param>
/// <param name="Standardised">The same under the common mix, with its interval.</param>
public sealed record TeamView(string Name, long N, [property: JsonIgnore(Condition = WhenWritingNull)] long? Events, double Raw, IntervalView Standardised);

/// <summary>Two of them.</summary>
/// <param name="ToldApart">Whether the difference is sure, for all pairs at once.</param>
/// <param name="Times">About how many times as many answers would tell a difference of this size apart.</param>
public sealed record TeamPairView(string Higher, string Lower, IntervalView Difference, double P, bool ToldApart, double? Times);

/// <summary>Somebody who is not compared, since there is no answer of theirs to some kind of case.</summary>
/// <param name="Lacks">The kinds of case that are missing.</param>
public sealed record TeamLeftOutView(string Name, long N, double Raw, IReadOnlyList<string> Lacks);

/// <summary>A kind of case and its share of all answers, 0 to 1.</summary>
public sealed record CaseShareView(string Case, double Share);

/// <summary>What a rate is made of.</summary>
/// <param name="Of">The kind of signal that is counted.</param>
/// <param name="Per">The kind of signal that it is counted over.</param>
/// <param name="Dispersion">
/// The variance of events over that of independent ones (Poisson), pooled over all teams and kinds of cases, 1 or more: intervals are wider by its root. Left
/// out where nobody is compared.
/// </param>
/// <param name="Unowned">Events that name nobody.</param>
/// <param name="Unplaced">Events of somebody, or of a kind of case, without a single order.</param>
public sealed record TeamRateView(string Of, string Per, [property: JsonIgnore(Condition = WhenWritingNull)] double? Dispersion, long Unowned, long Unplaced);

/// <summary>Teams, or the values of a dimension, compared by a question or a rate. Without pairs that are told apart the order is chance alone.</summary>
/// <param name="Unit">score, 0 to 100, or ratio: events for each order.</param>
/// <param name="Rate">What a rate is made of; left out of means.</param>
/// <param name="Refused">Why nobody is compared.</param>
/// <param name="Unowned">Answers, or orders, that name nobody.</param>
/// <param name="Records">What teams did about alerts, and what became of adjustments; left out where no teams are compared.</param>
public sealed record TeamsView(
    string Campaign,
    WindowView Window,
    CursorsView Cursors,
    string By,
    IReadOnlyList<string> Within,
    string Kpi,
    string Unit,
    [property: JsonIgnore(Condition = WhenWritingNull)] TeamRateView? Rate,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    IReadOnlyList<TeamView> Teams,
    IReadOnlyList<TeamPairView> Pairs,
    IReadOnlyList<TeamLeftOutView> LeftOut,
    IReadOnlyList<CaseShareView> Mix,
    long Unowned,
    [property: JsonIgnore(Condition = WhenWritingNull)] TeamRecordsView? Records
)
{
    public static TeamsView Of(TeamReading reading, TeamRecords? records)
    {
        var compared = reading.Outcome as TeamOutcome.Compared;
        var refused = reading.Outcome as TeamOutcome.Refused;
        var question = reading.Question;
        return new(
            question.Campaign,
            new(reading.From, reading.To, question.WindowDays),
            CursorsView.Of(question.Cursors, reading.Seal),
            question.By.Name,
            [.. question.Within.Select(dimension => dimension.Name)],
            question.Kpi.Name,
            StoredNames.Of(question.Kpi.Unit),
            reading.Rate is { } rate ? new(SignalKinds.NameOf(rate.Of), SignalKinds.NameOf(rate.Per), compared?.Dispersion, rate.Unowned, rate.Unplaced) : null,
            refused?.Reason,
            [.. reading.Order.Select(team => new TeamView(reading.Teams[team.Team], team.N, team.Events, team.Raw, IntervalView.Of(team.Standardised)!))],
            [
                .. (compared?.Pairs ?? []).Select(pair => new TeamPairView(
                    reading.Teams[pair.Higher],
                    reading.Teams[pair.Lower],
                    IntervalView.Of(pair.Difference)!,
                    pair.PValue,
                    pair.ToldApart,
                    pair.TimesNeeded
                )),
            ],
            [
                .. (compared?.LeftOut ?? refused!.LeftOut).Select(team => new TeamLeftOutView(
                    reading.Teams[team.Team],
                    team.N,
                    team.Raw,
                    [.. team.Missing.Select(stratum => reading.Strata[stratum.Stratum])]
                )),
            ],
            [.. (compared?.Mix ?? []).Select(stratum => new CaseShareView(reading.Strata[stratum.Stratum], stratum.Share))],
            reading.Unowned,
            records is null ? null : TeamRecordsView.Of(records)
        );
    }
}
