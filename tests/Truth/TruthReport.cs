using System.Runtime.CompilerServices;

namespace CustomerPerformanceTracker.Truth;

/// <summary>The long run's table as it stands in ops/truth.md.</summary>
internal static class TruthReport
{
    public static string Of(TruthTable table, ulong seed, int campaigns, DateOnly on) =>
        FormattableString.Invariant(
            $"""
            # How often what is said is wrong

            {campaigns} invented campaigns of 300 to 500 days, with 20, 100 or 500 answers to trust a day, went through import, watch and reading; what is true of them
            is known, because they were drawn from it. Written on {on:yyyy-MM-dd} with seed {seed} by

            ```
            CPT_TRUTH=long dotnet test -c Release --project tests/Truth
            ```

            A card is wrong where a side (demand, feeling, regret) is not said to have moved though its level lies five points (feeling) or a fifth of its rate (demand,
            regret) from the level before, over the window and on its last day, by at least four standard errors of the comparison; where a side is said to have moved that
            did not, or the other way; where it says `not_enough_answers` with 100 answers a day or more; and where it says `sustainable` from the 14th day of a break of six
            points or more that nobody repaired, with as many. Days 28 to 84 of a gain and what follows a gain that was lost do not count. A quiet card is one of a campaign in
            which neither a rate nor a volume moved; marked, where it calls any KPI better or worse. An alarm is false where trust is not below its level at the time; a
            fall is one of five points or more while sales hold. Cards of the new message alone are among those of its kind.

            {table.ToMarkdown()}
            """
        );

    public static Task WriteAsync(string report) => File.WriteAllTextAsync(Place(), report);

    private static string Place([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "ops", "truth.md");
}
