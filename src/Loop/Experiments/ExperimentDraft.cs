using System.Globalization;
using System.Text.RegularExpressions;
using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Experiments;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Experiments;

/// <summary>An experiment as somebody tells it. Dates are such as 2025-05-03.</summary>
/// <param name="By">The dimension whose values the arms are.</param>
/// <param name="From">The first day that counts.</param>
/// <param name="End">The last day that counts.</param>
/// <param name="Customers">
/// The declared end of the test, which the narrower bound needs: customers in both arms. A day cannot stand for it, since nobody knows how many come by then.
/// </param>
/// <param name="Tightest">The customers in both arms at which the bound without an end is tightest.</param>
/// <param name="Split">The parts of control and of the treatment, such as 50:50 or 9:1.</param>
/// <param name="Guardrail">The question that the treatment must not harm.</param>
/// <param name="Margin">Points of 100 by which its answers may be worse.</param>
public sealed partial record ExperimentDraft(
    string Name,
    string Campaign,
    string By,
    string Control,
    string Treatment,
    string From,
    string? End = null,
    long? Customers = null,
    double? Tightest = null,
    string? Split = null,
    string? Measure = null,
    string? Guardrail = null,
    double? Margin = null
)
{
    private const int MostLetters = 200;
    private const double MostMargin = 100;
    private const string UsualSplit = "50:50";

    /// <summary>What is stored of it.</summary>
    /// <param name="campaigns">The campaigns that have signals.</param>
    /// <param name="today">The day of the declaration, in the workspace's zone.</param>
    /// <exception cref="RefusedException">A member breaks a rule; the message says which rule, and what to do.</exception>
    internal StoredExperiment Checked(OwnDimensions declared, IReadOnlyCollection<string> campaigns, LocalDate today)
    {
        if (!NamePattern().IsMatch(Name))
            throw new RefusedException("invalid_name", $"'{Name}' is no name of an experiment. Write up to 60 lower-case letters, digits and -.", "/name");
        if (!campaigns.Contains(Campaign, StringComparer.Ordinal))
            throw new RefusedException(
                "unknown_campaign",
                $"No signal is of campaign '{Campaign}', so nothing can be compared in it. Name a campaign that has a signal, if only a first one."
                    + KnownNames.Hint(Campaign, campaigns),
                "/campaign"
            );
        var (control, treatment) = (Arm(Control, "control"), Arm(Treatment, "treatment"));
        if (control == treatment)
            throw new RefusedException("same_arm", $"Control and treatment are both '{control}'. Name two values of {By}.", "/treatment");
        var (from, last) = (Day(From, "from"), End is null ? (LocalDate?)null : Day(End, "end"));
        if (last < from)
            throw new RefusedException("ends_before", $"The experiment ends on {Iso(last.Value)} and begins on {Iso(from)}. Give a later end.", "/end");
        CheckCustomers(last, today);
        return new(
            Name,
            Campaign,
            declared.Known(By).Name,
            control,
            treatment,
            from,
            last,
            Customers,
            Within(Tightest ?? Experiment.UsualTightest, "tightest", 1, double.MaxValue),
            SplitCheck.ControlShare(Split ?? UsualSplit)
                ?? throw new RefusedException(
                    "invalid_split",
                    $"'{Split}' is no split. Write the parts of control and of the treatment, both above 0, as in 50:50 or 9:1.",
                    "/split"
                ),
            ExperimentMeasures.NameOf(ExperimentMeasures.Named(Measure ?? ExperimentMeasures.All[0])),
            CheckedGuardrail()
        );
    }

    private void CheckCustomers(LocalDate? last, LocalDate today)
    {
        const long Fewest = 2 * ComparisonDesign.FewestCustomers;
        if (Customers < Fewest)
            throw new RefusedException("too_few_customers", $"An end of {Customers} customers in both arms is too early. Name {Fewest} or more.", "/customers");
        if (Customers is not null && last < today)
            throw new RefusedException(
                "end_passed",
                $"The last day, {Iso(last.Value)}, lies before today, {Iso(today)}, and an end that is declared after it promises nothing. "
                    + "Leave 'customers' out: the bound without an end holds at any time.",
                "/customers"
            );
        if (Customers is not null && Tightest is not null)
            throw new RefusedException("two_bounds", "'tightest' is of the bound without an end, and 'customers' declares one. Name one of them.", "/tightest");
    }

    private StoredGuardrail? CheckedGuardrail()
    {
        if (Guardrail is null)
            return Margin is null
                ? null
                : throw new RefusedException("margin_of_nothing", "A margin is that of a guardrail. Name its question in 'guardrail', too.", "/margin");
        if (!Kpi.IsName(Guardrail) || Kpi.Named(Guardrail) is not { Side: Side.Emotion, Unit: KpiUnit.Score })
            throw new RefusedException(
                "no_mean_score",
                $"'{Guardrail}' is no question whose figure is a mean of scores. Name one such as trust, satisfaction or effort.",
                "/guardrail"
            );
        return new(Guardrail, Within(Margin ?? Experiment.UsualMargin, "margin", 0, MostMargin), Experiment.UsualTightestOfGuardrail);
    }

    private static double Within(double value, string member, double least, double most) =>
        value >= least && value <= most
            ? value
            : throw new RefusedException(
                "out_of_range",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{member}' is {value}; {(most < double.MaxValue ? $"it lies between {least} and {most}." : $"it is {least} or more.")}"
                ),
                $"/{member}"
            );

    private static LocalDate Day(string text, string member) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } date
            ? date.Value
            : throw new RefusedException("invalid_date", $"'{text}' is no date. Write '{member}' as 2025-05-03.", $"/{member}");

    private static string Arm(string text, string member)
    {
        var arm = text.Trim();
        return arm.Length is > 0 and <= MostLetters && !arm.Any(char.IsControl)
            ? arm
            : throw new RefusedException("invalid_arm", $"'{member}' is no value of a dimension. Write 1 to {MostLetters} letters on one line.", $"/{member}");
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,59}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NamePattern();
}
