using System.Globalization;
using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// The head of a workspace's tree at one size, as C2SP tlog-checkpoint writes it: origin, size and base64 root, a line each, signed as a note. Kept
/// outside the database, it catches what a rewritten database could hide from itself. Before there were keys checkpoints were kept without
/// signatures; those are still read.
/// </summary>
public sealed record Checkpoint(string Origin, int Size, byte[] Root)
{
    private const string OriginPrefix = "customer-performance-tracker/";

    /// <summary>The note it was read from or signed as; null where nobody signed.</summary>
    public SignedNote? Note { get; private init; }

    /// <summary>What is signed.</summary>
    public string Body => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    public static Checkpoint Of(string workspace, int size, byte[] root) => new(OriginOf(workspace), size, root);

    /// <summary>How a workspace's log is called in checkpoints; its key has the same name.</summary>
    public static string OriginOf(string workspace) => OriginPrefix + workspace;

    public Checkpoint Signed(INoteSigner signer) => this with { Note = SignedNote.Sign(Body, signer) };

    /// <summary>The signed note, or the body alone where nobody signed.</summary>
    public override string ToString() => Note?.ToString() ?? Body;

    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        var note = text.Contains("\n\n", StringComparison.Ordinal) ? SignedNote.Parse(text) : null;
        var lines = (note?.Text ?? text).Split('\n');
        if (
            lines is not [{ Length: > 0 } origin, var number, var root, .., ""]
            || lines[..^1].Contains("")
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != number
            || StrictBase64.Decode(root) is not { Length: MerkleTree.HashSize } hash
        )
            throw new FormatException("A checkpoint has three lines: origin, size in decimal, base64 root.");
        return new Checkpoint(origin, size, hash) { Note = note };
    }

    /// <summary>Checkpoints one after another with an empty line between, signed ones and others, in the order they stand.</summary>
    /// <exception cref="FormatException">One of them is no checkpoint.</exception>
    public static IReadOnlyList<Checkpoint> ParseAll(string text)
    {
        var texts = new List<string>();
        foreach (var part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim('\n') + "\n"))
        {
            // Signatures stand behind an empty line of their own.
            if (part.StartsWith('\u2014') && texts.Count > 0)
                texts[^1] += "\n" + part;
            else
                texts.Add(part);
        }

        return [.. texts.Select(Parse)];
    }
}
