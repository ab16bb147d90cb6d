using System.Diagnostics;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What policies would notice, as a person reads it.</summary>
internal static class PowerText
{
    private const int Named = 5;
    private const int Indent = 2;

    public static void Print(IEnumerable<PolicyPower> powers)
    {
        foreach (var power in powers)
            Print(power);
    }

    private static void Print(PolicyPower power)
    {
        Console.WriteLine($"{power.Policy.Name}{(power.IsNever ? " would notice no fall as things stand:" : " would notice:")}");
        foreach (var one in power.Simulated)
            Console.WriteLine(Output.Paragraph($"{PlainText.Clean(one.Campaign)}{AlertText.Of(one.Scope)} {Of(one.Power, power.Policy)}", Indent));
        if (power.NotAsked.Count > 0)
            Console.WriteLine(Output.Paragraph($"Never anything where {KpiText.Name(power.Policy.Emotion.Kpi)} is not asked: {List(power.NotAsked)}.", Indent));
        if (power.TooFew.Count > 0)
            Console.WriteLine(Output.Paragraph($"Never anything where a year has too few answers: {List(power.TooFew)}.", Indent));
        if (power.Others > 0)
            Console.WriteLine(
                Output.Paragraph(
                    $"{power.Others:N0} more {(power.Others == 1 ? "campaign was" : "campaigns were")} not played through; `cpt replay CAMPAIGN` does it "
                        + "for one.",
                    Indent
                )
            );
    }

    private static string Of(WatchPower power, Policy policy) =>
        power switch
        {
            WatchPower.Known known => Of(known, policy),
            WatchPower.NotAsked => $"can never tell, because {KpiText.Name(policy.Emotion.Kpi)} is not asked.",
            WatchPower.TooFewAnswers few => string.Create(
                CultureInfo.InvariantCulture,
                $"can never tell: about {few.AYear:N0} answers come in a year, {few.Needed:N0} are needed."
            ),
            WatchPower.NoLogic => $"can never tell, because there are no signals of {KpiText.Name(policy.Logic.Kpi)} that could hold.",
            WatchPower.NotYet wait => $"cannot tell yet; the first baseline is over on {Dates.Iso(wait.From)} at the earliest.",
            WatchPower.JustTold told => $"alerted on a fall on {Dates.Iso(told.On)}; the level since is known on {Dates.Iso(told.From)} at the earliest.",
            _ => throw new UnreachableException(),
        };

    private static string Of(WatchPower.Known known, Policy policy)
    {
        var (level, emotion) = (known.Null, KpiText.Name(policy.Emotion.Kpi));
        var counting = policy.Form == PromiseForm.Strict ? "each day one observation" : $"{level.Effect.OfMean:0.0} of a day count as one";
        var falls = string.Join(
            ", ",
            known.Falls.Select(fall => $"of {fall.Points:0} points {Percent(fall.Within30)}, {Percent(fall.Within90)}, {Percent(fall.Within365)}")
        );
        return string.Create(
                CultureInfo.InvariantCulture,
                $"waits for {emotion} below {level.Value * 100:0.0} (it stood at {level.Level * 100:0.0} from {Dates.Iso(level.From)} to "
                    + $"{Dates.Iso(level.To)}; {known.AnswersADay:0.#} answers a day, {counting}). "
            )
            + $"Of simulated falls it told within 30, 90 and 365 days, while {KpiText.Name(policy.Logic.Kpi)} holds: "
            + $"{falls}.{(known.IsNever ? " The policy would notice none." : "")}";
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Named).Select(PlainText.Clean)) + (names.Count > Named ? $" and {names.Count - Named:N0} more" : "");
}
