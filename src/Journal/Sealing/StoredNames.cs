namespace CustomerPerformanceTracker.Journal.Sealing;

/// <summary>
/// The catalogue of stored names: every type of entry that any release has written. Names are a format and are never taken away; a name that is not here
/// makes its stream unreadable for Marten, since mt_dotnet_type is null.
/// </summary>
public static class StoredNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "access_refused",
        "adjustment_applied",
        "adjustment_approved",
        "adjustment_inconclusive",
        "adjustment_kept",
        "adjustment_measured",
        "adjustment_proposed",
        "adjustment_rejected",
        "adjustment_reverted",
        "alert_acknowledged",
        "alert_assigned",
        "alert_commented",
        "alert_ended",
        "alert_raised",
        "alert_recurred",
        "alert_reopened",
        "alert_resolved",
        "alert_snoozed",
        "change_recorded",
        "change_withdrawn",
        "customer_erased",
        "customer_linked",
        "customer_unlinked",
        "customer_value_fitted",
        "customers_listed",
        "dimensions_set",
        "experiment_declared",
        "experiment_ended",
        "group_granted",
        "group_revoked",
        "import_recorded",
        "instruments_set",
        "journey_set",
        "kpi_stack_set",
        "policy_set",
        "segment_mapping_set",
        "key_created",
        "key_revoked",
        "level_accepted",
        "message_published",
        "reading_shared",
        "review_written",
        "share_revoked",
        "silence_ended",
        "silence_set",
        "subscription_added",
        "subscription_disabled",
        "subscription_enabled",
        "subscription_filtered",
        "subscription_removed",
        "subscription_secret_rotated",
        "voices_read",
    ];
}
