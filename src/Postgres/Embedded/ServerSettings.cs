namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>The settings of a server that shares one machine with its only product: durable, quiet, reachable only by its owner.</summary>
internal static class ServerSettings
{
    private const long MiB = 1024 * 1024;

    /// <summary>What keeps the server private and findable is not for the options to change.</summary>
    private static readonly string[] Reserved =
    [
        "data_directory",
        "hba_file",
        "listen_addresses",
        "port",
        "unix_socket_directories",
        "unix_socket_permissions",
        "external_pid_file",
    ];

    public static IEnumerable<KeyValuePair<string, string>> For(IReadOnlyDictionary<string, string> wanted, string walCompression)
    {
        if (
            wanted.Keys.FirstOrDefault(k =>
                Reserved.Contains(k, StringComparer.OrdinalIgnoreCase) || k.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.'))
            ) is
            { } refused
        )
            throw new ArgumentException($"The setting {refused} is not the embedded server's to take.", nameof(wanted));

        return Defaults(walCompression).Where(d => !wanted.ContainsKey(d.Key)).Concat(wanted);
    }

    private static IEnumerable<KeyValuePair<string, string>> Defaults(string walCompression) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["shared_buffers"] = SharedBuffers(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
            ["max_connections"] = "100",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["full_page_writes"] = "on",
            ["wal_compression"] = walCompression,
            ["min_wal_size"] = "256MB",
            ["max_wal_size"] = "4GB",
            ["checkpoint_timeout"] = "15min",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",

            // A refused statement is told to who sent it. The log would repeat its values, and an erased customer with them.
            ["log_min_messages"] = "log",
            ["log_min_error_statement"] = "panic",
            ["log_error_verbosity"] = "terse",
            ["log_checkpoints"] = "off",
        };

    /// <summary>An eighth of the memory this process may use, from 64 to 256 MiB: more would be taken from the product, which caches too.</summary>
    internal static string SharedBuffers(long memory) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(memory / 8 / MiB, 64, 256)}MB");
}
