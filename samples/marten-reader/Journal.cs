using JasperFx;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Weasel.Core;

namespace MartenReader;

/// <summary>Marten's store on the journal of Customer Performance Tracker.</summary>
public static class Journal
{
    public static DocumentStore Open(string connection) =>
        DocumentStore.For(options =>
        {
            options.Connection(connection);
            options.DatabaseSchemaName = "journal";
            options.AutoCreateSchemaObjects = AutoCreate.None;
            options.UseSystemTextJsonForSerialization(casing: Casing.CamelCase);

            options.Events.StreamIdentity = StreamIdentity.AsString;
            options.Events.TenancyStyle = TenancyStyle.Conjoined;
            options.Events.MetadataConfig.CorrelationIdEnabled = true;
            options.Events.MetadataConfig.CausationIdEnabled = true;
            options.Events.MetadataConfig.HeadersEnabled = true;

            // The stored name is all that a row says of its type: mt_dotnet_type is null.
            options.Events.MapEventType<AdjustmentProposed>("adjustment_proposed");
            options.Events.MapEventType<AdjustmentApproved>("adjustment_approved");
            options.Events.MapEventType<AdjustmentRejected>("adjustment_rejected");
            options.Events.MapEventType<AdjustmentApplied>("adjustment_applied");
            options.Events.MapEventType<AdjustmentMeasured>("adjustment_measured");
            options.Events.MapEventType<AdjustmentKept>("adjustment_kept");
            options.Events.MapEventType<AdjustmentReverted>("adjustment_reverted");
            options.Events.MapEventType<AdjustmentInconclusive>("adjustment_inconclusive");
            options.Events.MapEventType<AlertRaised>("alert_raised");
            options.Events.MapEventType<AlertRecurred>("alert_recurred");
            options.Events.MapEventType<AlertEnded>("alert_ended");
            options.Events.MapEventType<AlertAcknowledged>("alert_acknowledged");
            options.Events.MapEventType<AlertAssigned>("alert_assigned");
            options.Events.MapEventType<AlertCommented>("alert_commented");
            options.Events.MapEventType<AlertSnoozed>("alert_snoozed");
            options.Events.MapEventType<AlertResolved>("alert_resolved");
            options.Events.MapEventType<AlertReopened>("alert_reopened");
        });
}
