namespace CustomerPerformanceTracker.Log;

/// <summary>Reads columns that say where something stands: stored as plain numbers, told apart from here on.</summary>
public static class RowNumbers
{
    extension(Row row)
    {
        /// <summary>A position in one of the logs.</summary>
        /// <inheritdoc cref="Row.Get"/>
        public Position Position(string column) => new(row.Get<long>(column));

        /// <summary>The number of a seal.</summary>
        /// <inheritdoc cref="Row.Get"/>
        public SealNumber Seal(string column) => new(row.Get<int>(column));

        /// <summary>A position that may be null.</summary>
        /// <inheritdoc cref="Row.Get"/>
        public Position? FindPosition(string column) => row.Find<long>(column) is { } position ? new(position) : null;

        /// <summary>The number of a seal that may be null.</summary>
        /// <inheritdoc cref="Row.Get"/>
        public SealNumber? FindSeal(string column) => row.Find<int>(column) is { } seal ? new(seal) : null;

        /// <summary>The version of a stream.</summary>
        /// <inheritdoc cref="Row.Get"/>
        public StreamVersion Version(string column) => new(row.Get<long>(column));
    }
}
