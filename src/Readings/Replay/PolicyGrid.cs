using System.Globalization;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>
/// Settings to be tried in every combination: each a key and its values as a policy file writes them, such as <c>drop=1,2,3</c> and <c>every=180d,365d</c>.
/// </summary>
public sealed class PolicyGrid
{
    /// <summary>How many policies are tried at once, at the most.</summary>
    public const int Most = 100;

    private const int MostDays = 36_500;

    private readonly IReadOnlyList<IReadOnlyList<(string Setting, Func<Policy, Policy> Change)>> axes;

    private PolicyGrid(IReadOnlyList<IReadOnlyList<(string, Func<Policy, Policy>)>> axes) => this.axes = axes;

    /// <exception cref="FormatException">A text is no setting; the message names the text, the rule and the remedy.</exception>
    public static PolicyGrid Parse(IReadOnlyList<string> texts)
    {
        var parsed = texts.Select(Axis).ToArray();
        return parsed.CountBy(axis => axis.Key, StringComparer.Ordinal).FirstOrDefault(key => key.Value > 1) is { Key: { } twice }
            ? throw new FormatException($"The grid names `{twice}` more than once. Write all of its values behind one `{twice}=`.")
            : new([.. parsed.Select(axis => axis.Values)]);
    }

    /// <summary>Each policy with each combination of the settings, named by them; the policies themselves where the grid is empty.</summary>
    /// <exception cref="FormatException">The combinations are more than <see cref="Most"/>.</exception>
    public IReadOnlyList<Policy> Over(IReadOnlyList<Policy> policies)
    {
        var all = policies.Count * axes.Aggregate(1L, (product, axis) => product * axis.Count);
        if (all > Most)
            throw new FormatException($"The grid has {all:N0} policies, and {Most} are tried at once at the most. Leave values out.");
        return [.. axes.Aggregate(policies.AsEnumerable(), (made, axis) => made.SelectMany(policy => axis.Select(one => Made(policy, one))))];
    }

    private static Policy Made(Policy policy, (string Setting, Func<Policy, Policy> Change) one) =>
        one.Change(policy) with
        {
            Name = $"{policy.Name} {one.Setting}",
        };

    private static (string Key, IReadOnlyList<(string, Func<Policy, Policy>)> Values) Axis(string text)
    {
        if (text.Split('=', 2) is not [var key, { Length: > 0 } list])
            throw new FormatException($"'{text}' is no line of a grid. Write a key and its values, such as drop=1,2,3 or every=180d,365d.");
        return (
            key,
            [.. list.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Select(value => ($"{key}={value}", Change(key, value)))]
        );
    }

    private static Func<Policy, Policy> Change(string key, string value)
    {
        switch (key)
        {
            case "drop":
                var drop = Number(key, value, 0, 90);
                return policy => policy with { Emotion = policy.Emotion with { Drop = drop } };
            case "every":
                var every = Days(key, value, 30);
                return policy => policy with { FalseAlarmDays = every };
            case "baseline":
                var baseline = Days(key, value, 28);
                return policy => policy with { Baseline = policy.Baseline with { Days = baseline } };
            case "minimumAnswers":
                var answers = Whole(key, value, 1, 1_000_000);
                return policy => policy with { MinimumAnswers = answers };
            case "tolerance":
                var tolerance = value.EndsWith('%') ? Number(key, value[..^1], 0, 99) / 100 : throw Broken(key, value, "a percentage such as 5%");
                return policy => policy with { Logic = policy.Logic with { Tolerance = tolerance } };
            case "form":
                var form = value switch
                {
                    "deflated" => PromiseForm.Deflated,
                    "strict" => PromiseForm.Strict,
                    _ => throw Broken(key, value, "deflated or strict"),
                };
                return policy => policy with { Form = form };
            default:
                throw new FormatException($"A grid has no key `{key}`. It tries drop, every, baseline, minimumAnswers, tolerance and form.");
        }
    }

    private static double Number(string key, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Broken(key, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    private static int Whole(string key, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Broken(key, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    private static int Days(string key, string value, int least) =>
        value.EndsWith('d')
        && int.TryParse(value.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days >= least
        && days <= MostDays
            ? days
            : throw Broken(key, value, $"whole days from {least}d on, such as 365d");

    private static FormatException Broken(string key, string value, string rule) => new($"`{key}={value}`: the value must be {rule}.");
}
