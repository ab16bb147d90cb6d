using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>The workspaces that a server has, as its workflow needs them.</summary>
public interface IWorkspaces
{
    /// <summary>The names of those there are.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel);

    /// <summary>The workspace of that name; null where there is none.</summary>
    Task<Engine?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Lets the server look at once for what is to be delivered, and for who reads its streams.</summary>
    void Wake(string name);
}
