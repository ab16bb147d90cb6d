using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Teams;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>One of those who are compared, under the case mix of all of them.</summary>
/// <param name="N">Answers to their cases.</param>
/// <param name="Raw">The mean of their own answers, 0 to 100, which their own mix of cases moves.</param>
/// <param name="Standardised">The mean under the common mix, with its interval.</param>
public sealed record TeamView(string Name, long N, double Raw, IntervalView Standardised);

/// <summary>Two of them.</summary>
/// <param name="ToldApart">Whether the difference is sure, for all pairs at once.</param>
/// <param name="Times">About how many times as many answers would tell a difference of this size apart.</param>
public sealed record TeamPairView(string Higher, string Lower, IntervalView Difference, double P, bool ToldApart, double? Times);

/// <summary>Somebody who is not compared, since there is no answer of theirs to some kind of case.</summary>
/// <param name="Lacks">The kinds of case that are missing.</param>
public sealed record TeamLeftOutView(string Name, long N, double Raw, IReadOnlyList<string> Lacks);

/// <summary>A kind of case and its share of all answers, 0 to 1.</summary>
public sealed record CaseShareView(string Case, double Share);

/// <summary>Teams, or the values of a dimension, compared by a question. Without pairs that are told apart the order is chance alone.</summary>
/// <param name="Refused">Why nobody is compared.</param>
/// <param name="Unowned">Answers that name nobody.</param>
public sealed record TeamsView(
    string Campaign,
    WindowView Window,
    CursorsView Cursors,
    string By,
    IReadOnlyList<string> Within,
    string Kpi,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    IReadOnlyList<TeamView> Teams,
    IReadOnlyList<TeamPairView> Pairs,
    IReadOnlyList<TeamLeftOutView> LeftOut,
    IReadOnlyList<CaseShareView> Mix,
    long Unowned
)
{
    public static TeamsView Of(TeamReading reading)
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
            refused?.Reason,
            [.. reading.Order.Select(team => new TeamView(reading.Teams[team.Team], team.N, team.Raw, IntervalView.Of(team.Standardised)!))],
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
            reading.Unowned
        );
    }
}
