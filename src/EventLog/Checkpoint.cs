using System.Globalization;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// The head of a workspace's tree at one size, in the text form of C2SP tlog-checkpoint: origin, size and base64 root, a line each. Kept
/// outside the database, it catches what a rewritten database could hide from itself.
/// </summary>
public sealed record Checkpoint(string Origin, int Size, byte[] Root)
{
    private const string OriginPrefix = "customer-performance-tracker/";

    public static Checkpoint Of(Workspace workspace, int size, byte[] root) => new(OriginPrefix + workspace.Name, size, root);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || !int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new FormatException("A checkpoint has three lines: origin, size in decimal, base64 root.");
        return new Checkpoint(lines[0], size, Convert.FromBase64String(lines[2]));
    }
}
