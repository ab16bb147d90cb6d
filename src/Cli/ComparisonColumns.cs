namespace CustomerPerformanceTracker.Cli;

/// <summary>The columns of a file of two arms.</summary>
/// <param name="Value">Of successes, or of the values whose mean is compared.</param>
/// <param name="Trials">Of trials; null where means of values are compared.</param>
/// <param name="Customer">Null where rows, or their trials, are independent of each other.</param>
/// <param name="Guardrail">Of the guardrail's successes or scores; null where none is watched.</param>
/// <param name="GuardrailTrials">Of the guardrail's trials; null where a cell is one score.</param>
internal sealed record ComparisonColumns(string Arm, string Value, string? Trials, string? Customer, string? Guardrail, string? GuardrailTrials)
{
    /// <summary>What is taken to be independent: customers, else trials, else rows.</summary>
    public ComparisonUnit Unit =>
        Customer is not null ? ComparisonUnit.Customer
        : Trials is not null ? ComparisonUnit.Trial
        : ComparisonUnit.Row;

    /// <summary>The same of the guardrail.</summary>
    public ComparisonUnit GuardrailUnit => (this with { Trials = GuardrailTrials }).Unit;
}

/// <summary>What a comparison counts.</summary>
internal enum ComparisonUnit
{
    Row,
    Trial,
    Customer,
}
