using System.Globalization;
using System.Numerics;
using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>
/// What a source was understood to say. Sums are over the signals that the log holds now (accepted, or there already with the same content); what was
/// rejected, in conflict or repeated is in none of them.
/// </summary>
public sealed record ImportAccount
{
    public required IReadOnlyList<RuleAccount> Rules { get; init; }

    /// <summary>The mapping's columns in the order it names them; none without a mapping.</summary>
    public required IReadOnlyList<ColumnCount> Columns { get; init; }

    /// <summary>Rejected rows by field and code, the most frequent first.</summary>
    public required IReadOnlyList<RejectGroup> Rejects { get; init; }

    /// <summary>Rows that gave neither a signal nor a reject, and the line of the first of them.</summary>
    public required long SilentRows { get; init; }

    public required long? FirstSilentLine { get; init; }

    public required IReadOnlyList<NearMissCount> NearMisses { get; init; }

    /// <summary>By the number of their rule: counts of visits with decimals, which were rounded.</summary>
    public required IReadOnlyList<(int Rule, RoundedCounts Counts)> RoundedCounts { get; init; }

    /// <summary>Signals that occurred later than now, and the latest of them; null where there are none.</summary>
    public required (long Signals, Instant Latest)? Ahead { get; init; }

    /// <summary>Signals that came without an id, so that their content and line stand for one.</summary>
    public required long IdsByLine { get; init; }

    /// <summary>The line of a row whose figures are the sums of all others, as a row of totals has them; null where there is none.</summary>
    public required long? TotalsLine { get; init; }

    /// <summary>Whether rows may be missing in some objects, so that a column that is nowhere there may be misspelt: sources of JSON.</summary>
    public required bool ColumnsMayBeAbsent { get; init; }
}

/// <summary>What one rule of the mapping gave, or without a mapping one type of signal; apart for each KPI.</summary>
/// <param name="Rule">The rule's place in the mapping, from 1; null without a mapping.</param>
/// <param name="Type">The stored name of the signals' kind; null where the rule gave none.</param>
/// <param name="Kpi">The KPI answered; null where the signals answer none.</param>
/// <param name="Signals">How many signals.</param>
/// <param name="New">How many of them were new to the log.</param>
/// <param name="Count">Sum of their counts.</param>
/// <param name="Amounts">Sums of their amounts in minor units, by currency.</param>
/// <param name="Mean">The mean answer from 0 to 100, each counted as often as it was given; null where nothing was answered.</param>
/// <param name="First">The first day anything occurred, in the workspace's zone.</param>
/// <param name="Last">The last such day.</param>
/// <param name="Campaigns">The campaigns named, in alphabetical order.</param>
public sealed record RuleAccount(
    int? Rule,
    string? Type,
    string? Kpi,
    long Signals,
    long New,
    BigInteger Count,
    IReadOnlyList<CurrencySum> Amounts,
    double? Mean,
    LocalDate? First,
    LocalDate? Last,
    IReadOnlyList<string> Campaigns
)
{
    /// <summary>Campaigns of a rule that are named; their number is told in any case.</summary>
    public const int MostCampaigns = 100;
}

/// <summary>A sum of amounts in minor units of a currency with so many decimals.</summary>
public readonly record struct CurrencySum(string Currency, int Decimals, BigInteger Minor)
{
    /// <param name="currency">An ISO 4217 code that intake lets in.</param>
    public static CurrencySum Of(string currency, BigInteger minor) => new(currency, Log.Currency.Find(currency)!.Decimals, minor);

    /// <summary>The sum in major units, with as many decimals as the currency has.</summary>
    public string Major
    {
        get
        {
            var digits = BigInteger.Abs(Minor).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
            return Decimals == 0 ? digits : $"{digits[..^Decimals]}.{digits[^Decimals..]}";
        }
    }
}

/// <summary>Rows rejected for the same reason.</summary>
/// <param name="Example">The reason of the first of them; it may quote what stands in the source.</param>
public sealed record RejectGroup(string? Field, string Code, long Rows, long FirstLine, string Example)
{
    /// <summary>What to do about them.</summary>
    public string Remedy => Remedies.Of(Code);
}

/// <summary>A condition that may have gone the wrong way, and in how many rows.</summary>
public readonly record struct NearMissCount(int Rule, string Text, string Wanted, long Rows);
