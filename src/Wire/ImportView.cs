using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Accounts;
using CustomerPerformanceTracker.Log;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>First and last seal of an import.</summary>
public sealed record SealsView(int From, int To);

/// <summary>A signal whose identity stood in the same source before; <paramref name="Same"/>: with the same content.</summary>
public sealed record RepetitionView(long Line, long FirstLine, bool Same);

/// <summary>A sum of amounts as an exact decimal in major units, as text.</summary>
public sealed record AmountView(string Currency, string Amount);

/// <summary>What one rule of a mapping gave, or without a mapping one type of signal.</summary>
public sealed record RuleView(
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Rule,
    string? Type,
    string? Kpi,
    long Signals,
    long New,
    decimal Count,
    IReadOnlyList<AmountView> Amounts,
    double? Mean,
    LocalDate? First,
    LocalDate? Last,
    int CampaignCount,
    IReadOnlyList<string> Campaigns
)
{
    internal static RuleView Of(RuleAccount rule) =>
        new(
            rule.Rule,
            rule.Type,
            rule.Kpi,
            rule.Signals,
            rule.New,
            (decimal)rule.Count,
            [.. rule.Amounts.Select(sum => new AmountView(sum.Currency, sum.Major))],
            rule.Mean,
            rule.First,
            rule.Last,
            rule.Campaigns.Count,
            [.. rule.Campaigns.Take(RuleAccount.MostCampaigns)]
        );
}

/// <summary>In how many rows a column of the mapping was asked for, was empty, or was absent.</summary>
public sealed record ColumnView(string Column, long Rows, long Empty, long Absent);

/// <summary>Rows rejected for the same reason, with an example and what to do about the rows.</summary>
public sealed record RejectGroupView(string? Field, string Code, long Rows, long FirstLine, string Example, string Remedy);

/// <summary>Something that a reader of an account should look at; <paramref name="Doubt"/>: what was stored may be wrong.</summary>
public sealed record FindingView(bool Doubt, string What);

/// <summary>What a source was understood to say.</summary>
public sealed record AccountView(
    IReadOnlyList<RuleView> Rules,
    IReadOnlyList<ColumnView> Columns,
    IReadOnlyList<RejectGroupView> Rejects,
    long SilentRows,
    IReadOnlyList<FindingView> Findings
)
{
    internal static AccountView Of(ImportAccount account) =>
        new(
            [.. account.Rules.Select(RuleView.Of)],
            [.. account.Columns.Select(column => new ColumnView(column.Name, column.Asked, column.Empty, column.Absent))],
            [.. account.Rejects.Select(group => new RejectGroupView(group.Field, group.Code, group.Rows, group.FirstLine, group.Example, group.Remedy))],
            account.SilentRows,
            [.. AccountFindings.Of(account).Select(finding => new FindingView(finding.IsDoubt, finding.What))]
        );
}

/// <summary>What an import did. <paramref name="Rejects"/> is the file of the rejected rows; null where there is none.</summary>
public record ImportView(
    long Read,
    long Accepted,
    long Duplicate,
    long Conflict,
    long Repeated,
    long Rejected,
    IReadOnlyList<long> ConflictLines,
    IReadOnlyList<RepetitionView> Repetitions,
    SealsView? Seals,
    bool Complete,
    string? Rejects,
    AccountView Account
)
{
    public static ImportView Of(ImportSummary summary, string? rejects) =>
        new(
            summary.Read,
            summary.Accepted,
            summary.Duplicate,
            summary.Conflict,
            summary.Repeated,
            summary.Rejected,
            summary.ConflictLines,
            [.. summary.Repetitions.Select(one => new RepetitionView(one.Line, one.FirstLine, one.Same))],
            summary is { FirstSeal: { } first, LastSeal: { } last } ? new(first.Value, last.Value) : null,
            summary.Complete,
            rejects,
            AccountView.Of(summary.Account)
        );
}

/// <summary>A row of a trial as it stood, and what it would give.</summary>
public sealed record TrialRowView(long Line, string Raw, IReadOnlyList<string> Gives);

/// <summary>What an import would do.</summary>
public sealed record ImportTrialView : ImportView
{
    private ImportTrialView(ImportView import)
        : base(import) { }

    [JsonPropertyOrder(-1)]
    public bool DryRun => true;

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<TrialRowView> Rows { get; init; }

    /// <param name="told">What a result of a row is in words.</param>
    public static ImportTrialView Of(ImportSummary summary, Func<IntakeResult, string> told) =>
        new(ImportView.Of(summary, rejects: null))
        {
            Rows = [.. summary.Samples.Select(row => new TrialRowView(row.Line, row.Raw, [.. row.Results.Select(told)]))],
        };
}

/// <summary>A row that was not taken, as it is kept: <paramref name="Raw"/> is the text, or <paramref name="RawBase64"/> the bytes where they are no
/// UTF-8.</summary>
public sealed record RejectedRowView(
    long Id,
    [property: JsonConverter(typeof(SecondConverter))] Instant ReceivedAt,
    string Source,
    long Place,
    string? Field,
    string Code,
    string Reason,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Raw,
    [property: JsonIgnore(Condition = WhenWritingNull)] byte[]? RawBase64,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Header
)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static RejectedRowView Of(RejectedRow row)
    {
        var text = Text(row.Raw);
        return new(row.Id, row.ReceivedAt, row.Source, row.Place, row.Field, row.Code, row.Reason, text, text is null ? row.Raw : null, row.Header);
    }

    private static string? Text(byte[] raw)
    {
        try
        {
            return Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>Rows that were rejected and not taken since, and the id to read on behind where there are more.</summary>
public sealed record RejectedPageView(IReadOnlyList<RejectedRowView> Rejected, [property: JsonIgnore(Condition = WhenWritingNull)] long? Next)
{
    public static RejectedPageView Of(IReadOnlyList<RejectedRow> rows, long? next = null) => new([.. rows.Select(RejectedRowView.Of)], next);
}

/// <summary>What became of the signals that a rejected row gave when it was read again.</summary>
public sealed record RetakeView(int Accepted, int Duplicate, int Conflict)
{
    public static RetakeView Of(Retake again) =>
        new(
            again.Outcomes.Count(outcome => outcome == Outcome.Accepted),
            again.Outcomes.Count(outcome => outcome == Outcome.Duplicate),
            again.Outcomes.Count(outcome => outcome == Outcome.Conflict)
        );
}
