using System.Text.Json;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>The folder <c>postgres</c> in a data folder: the lock that starting and stopping take, and the record of where the cluster lies.</summary>
internal sealed record Home(string Folder)
{
    public string LockFile => Path.Combine(Folder, "lock");

    private string Record => RecordIn(Folder);

    /// <summary>Whether a cluster was recorded under the data folder; the folder need not exist.</summary>
    public static bool HasCluster(string dataFolder) => File.Exists(RecordIn(Path.Combine(dataFolder, "postgres")));

    /// <summary>Makes the folder where it is missing. Symbolic links are followed, so that every way to the folder finds the same server.</summary>
    public static Home At(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var home = new Home(Path.Combine(RealPath(Path.GetFullPath(dataFolder)), "postgres"));
        Folders.MakePrivate(home.Folder);
        return home;
    }

    /// <summary>Where the cluster lies; null before the first start.</summary>
    public ClusterPlace? Place()
    {
        if (!File.Exists(Record))
            return null;

        var place = JsonSerializer.Deserialize(File.ReadAllBytes(Record), ClusterPlaceJson.Default.ClusterPlace)!;
        return place.Folder.Length == 0 ? place with { Folder = Folder } : place;
    }

    /// <summary>Deletes the cluster, wherever it lies. The lock stays, since others may be waiting for it.</summary>
    public void Delete()
    {
        if (Place() is not { } place)
            return;

        File.Delete(Record);
        Directory.Delete(place.Cluster, recursive: true);
        if (Directory.Exists(place.Sockets))
            Directory.Delete(place.Sockets, recursive: true);
        if (place.Folder != Folder)
            Directory.Delete(place.Folder, recursive: true);
    }

    /// <summary>A cluster beside its record is recorded without its path, so that the data folder can be moved.</summary>
    public void Keep(ClusterPlace place)
    {
        if (place == Place())
            return;

        var portable = place.Folder == Folder ? place with { Folder = "" } : place;
        var draft = Record + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(portable, ClusterPlaceJson.Default.ClusterPlace));
        Folders.MakeFilePrivate(draft);
        File.Move(draft, Record, overwrite: true);
    }

    private static string RecordIn(string folder) => Path.Combine(folder, "place.json");

    private static string RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;

        var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }
}
