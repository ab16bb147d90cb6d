using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Services;
using Marten.Services.Json.Transformations;
using Weasel.Core;

namespace CustomerPerformanceTracker.Journal.Sealing;

/// <summary>
/// Marten's store, one for the process and every database of it. It works on the caller's transaction only: the connection it is given for itself leads
/// nowhere, so nothing of Marten's is ever written outside a seal. It changes no schema; the migrations hold the layout of the pinned release.
/// </summary>
public static class EntryStore
{
    private const string Nowhere = "Host=/nowhere;Username=none;Database=none";

    private static readonly Lazy<DocumentStore> Opened = new(() =>
        DocumentStore.For(options =>
        {
            options.Connection(Nowhere);
            Configure(options);
            options.Projections.Add(new BoardProjection(), ProjectionLifecycle.Inline);
        })
    );

    /// <summary>What every store on the journal is set to, whatever it connects with.</summary>
    public static void Configure(StoreOptions options)
    {
        options.DatabaseSchemaName = "journal";
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(casing: Casing.CamelCase);
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.AddEventType(typeof(EntryData));
        var asStored = new JsonTransformation((serializer, row, column) => serializer.FromJson<EntryData>(row, column));
        foreach (var name in StoredNames.All)
            options.Events.Upcast<EntryData>(name, asStored);
    }

    /// <summary>A session in the caller's transaction, which stays the caller's to commit.</summary>
    internal static IDocumentSession Session(NpgsqlTransaction transaction, Workspace workspace, IDocumentSessionListener listener)
    {
        var options = SessionOptions.ForTransaction(transaction);
        options.TenantId = workspace.Name;
        options.Tracking = DocumentTracking.None;
        options.Listeners.Add(listener);
        return Opened.Value.OpenSession(options);
    }
}
