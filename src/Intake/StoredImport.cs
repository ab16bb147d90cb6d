using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Intake.Accounts;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Intake;

/// <summary>The first and last seal of an import, as stored.</summary>
internal sealed record StoredSeals(int From, int To);

/// <summary>A signal that stood in a source before, as stored.</summary>
internal sealed record StoredRepetition(long Line, long FirstLine, bool Same);

/// <summary>A sum of amounts, as stored: an exact decimal in major units, as text.</summary>
internal sealed record StoredAmount(string Currency, string Amount);

/// <summary>What one rule of a mapping gave, as stored.</summary>
internal sealed record StoredRule(
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Rule,
    string? Type,
    string? Kpi,
    long Signals,
    long New,
    decimal Count,
    IReadOnlyList<StoredAmount> Amounts,
    double? Mean,
    LocalDate? First,
    LocalDate? Last,
    int CampaignCount,
    IReadOnlyList<string> Campaigns
);

/// <summary>A column of a mapping, as stored.</summary>
internal sealed record StoredColumn(string Column, long Rows, long Empty, long Absent);

/// <summary>Rows rejected for the same reason, as stored; what stands in the rows is left out.</summary>
internal sealed record StoredRejects(string? Field, string Code, long Rows, long FirstLine);

/// <summary>What a source was understood to say, as stored; what stands in the source is left out.</summary>
internal sealed record StoredAccount(
    IReadOnlyList<StoredRule> Rules,
    IReadOnlyList<StoredColumn> Columns,
    IReadOnlyList<StoredRejects> Rejects,
    long SilentRows
)
{
    public static StoredAccount Of(ImportAccount account) =>
        new(
            [
                .. account.Rules.Select(rule => new StoredRule(
                    rule.Rule,
                    rule.Type,
                    rule.Kpi,
                    rule.Signals,
                    rule.New,
                    (decimal)rule.Count,
                    [.. rule.Amounts.Select(sum => new StoredAmount(sum.Currency, sum.Major))],
                    rule.Mean,
                    rule.First,
                    rule.Last,
                    rule.Campaigns.Count,
                    [.. rule.Campaigns.Take(RuleAccount.MostCampaigns)]
                )),
            ],
            [.. account.Columns.Select(column => new StoredColumn(column.Name, column.Asked, column.Empty, column.Absent))],
            [.. account.Rejects.Select(group => new StoredRejects(group.Field, group.Code, group.Rows, group.FirstLine))],
            account.SilentRows
        );
}

/// <summary>The data of import_recorded.</summary>
internal sealed record StoredImport(
    string Source,
    string? MappingSha256,
    bool History,
    long Read,
    long Accepted,
    long Duplicate,
    long Conflict,
    long Repeated,
    long Rejected,
    IReadOnlyList<long> ConflictLines,
    IReadOnlyList<StoredRepetition> Repetitions,
    StoredSeals? Seals,
    bool Complete,
    StoredAccount Account
)
{
    public static StoredImport Of(string source, string? mapping, bool history, ImportSummary summary) =>
        new(
            source,
            mapping,
            history,
            summary.Read,
            summary.Accepted,
            summary.Duplicate,
            summary.Conflict,
            summary.Repeated,
            summary.Rejected,
            summary.ConflictLines,
            [.. summary.Repetitions.Select(one => new StoredRepetition(one.Line, one.FirstLine, one.Same))],
            summary is { FirstSeal: { } first, LastSeal: { } last } ? new(first.Value, last.Value) : null,
            summary.Complete,
            StoredAccount.Of(summary.Account)
        );
}
