[assembly: AssemblyFixture(typeof(MadeCluster))]

namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

/// <summary>A cluster that the first test that asks makes and stops. The others get copies of it, which takes a fraction of the time of making one.</summary>
public sealed class MadeCluster : IDisposable
{
    private static readonly Lazy<Task<DataFolder>> Made = new(MakeAsync);

    /// <summary>Puts a copy where a start in this data folder looks for its cluster. On Windows it does not, and the start makes one.</summary>
    internal static async Task CopyToAsync(DataFolder folder)
    {
        if (!OperatingSystem.IsWindows())
            (
                await ProgramRun.OfAsync("cp", ["-a", (await Made.Value).Place.Cluster, folder.Home.Folder], ProgramRun.AnyFolder, [], CancellationToken.None)
            ).OrThrow("The cluster could not be copied.");
    }

    public void Dispose()
    {
        if (Made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Made.Value.Result.Dispose();
    }

    private static async Task<DataFolder> MakeAsync()
    {
        var folder = DataFolder.Make();
        await (await folder.StartAsync()).DisposeAsync();
        return folder;
    }
}
