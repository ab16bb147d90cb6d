namespace CustomerPerformanceTracker.Intake;

/// <summary>A source or a mapping file that cannot be read at all; the message says what to change. Single bad rows are <see cref="Reject"/>s.</summary>
public sealed class IntakeException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Stable: <c>invalid_mapping</c>, <c>unsupported_encoding</c>, <c>invalid_gzip</c>, <c>missing_column</c>, <c>not_a_json_array</c>, <c>invalid_csv</c>,
    /// <c>invalid_batch</c>.
    /// </summary>
    public string Code { get; } = code;
}
