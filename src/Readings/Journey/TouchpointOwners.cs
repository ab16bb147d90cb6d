using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Journey;

/// <summary>
/// Which team owned a touchpoint when, by the journey maps in the order they were set. Before the first map the first one tells: a map is mostly written down
/// after the work was divided.
/// </summary>
public sealed class TouchpointOwners
{
    private readonly IReadOnlyList<(Instant Since, JourneyMap Map)> maps;

    internal TouchpointOwners(IReadOnlyList<(Instant Since, JourneyMap Map)> maps) => this.maps = maps;

    /// <param name="seal">Maps recorded by that seal; null: all.</param>
    public static async Task<TouchpointOwners> ReadAsync(WorkspaceSettings settings, SealNumber? seal, CancellationToken cancel) =>
        new([
            .. (await settings.ReadAsync(JourneySettings.Stream, seal, cancel))
                .Where(setting => setting.Stream == JourneySettings.Stream)
                .Select(setting => (Instant.FromUnixTimeTicks(setting.RecordedAt * 10), JourneyMap.Parse(setting.Yaml))),
        ]);

    /// <summary>The team that owned a touchpoint at an instant; null where no map names it.</summary>
    public string? At(string touchpoint, Instant at)
    {
        var map = maps.LastOrDefault(one => one.Since <= at).Map ?? maps.FirstOrDefault().Map;
        return map?.Find(touchpoint)?.Team;
    }
}
