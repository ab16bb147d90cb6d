using System.Buffers.Binary;

namespace CustomerPerformanceTracker.Proofs.Notes;

/// <summary>Checks signatures of one key. Name and id together are the key's identity.</summary>
public interface INoteVerifier
{
    string Name { get; }

    uint KeyId { get; }

    bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}

/// <summary>Signs with one key.</summary>
public interface INoteSigner
{
    string Name { get; }

    uint KeyId { get; }

    byte[] Sign(ReadOnlySpan<byte> text);
}

/// <summary>A line of a note: who says to have signed, with which key, and the signature without the key's id.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>What the signatures of a note are worth to somebody who knows some keys.</summary>
public enum NoteVerdict
{
    /// <summary>At least one known key signed, and every signature of a known key fits.</summary>
    Verified,

    /// <summary>No known key signed.</summary>
    KeyUnknown,

    /// <summary>A signature names a known key and does not fit; the whole note is worth nothing.</summary>
    SignatureWrong,

    /// <summary>Two of the known keys have one name and id.</summary>
    KeyAmbiguous,
}

/// <summary>
/// A text and the signatures under it, as c2sp.org/signed-note defines them: the text ends with a newline, then comes an empty line, then for each
/// signature an em dash, the key's name and base64 of the key's id and the signature. The last empty line divides; the text may have others.
/// </summary>
public sealed record SignedNote
{
    /// <summary>More bytes or signatures than these are refused before anything is verified.</summary>
    public const int MaxLength = 1_000_000;
    public const int MaxSignatures = 100;

    private const string SignatureStart = "\u2014 ";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>What is signed, its last newline included.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <exception cref="FormatException">The bytes are no signed note.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxLength)
            throw new FormatException($"A signed note has at most {MaxLength} bytes, this has {note.Length}.");
        try
        {
            return Parse(Strict.GetString(note));
        }
        catch (DecoderFallbackException broken)
        {
            throw new FormatException("A signed note is UTF-8, and these bytes are not.", broken);
        }
    }

    /// <exception cref="FormatException">The text is no signed note.</exception>
    public static SignedNote Parse(string note)
    {
        if (note.Length > MaxLength)
            throw new FormatException($"A signed note has at most {MaxLength} bytes, this has {note.Length}.");
        if (note.Any(c => c < ' ' && c != '\n'))
            throw new FormatException("A signed note has no control characters but newlines.");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n'))
            throw new FormatException("A signed note is a text, an empty line and lines of signatures, each with its newline.");

        var lines = note[(end + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MaxSignatures)
            throw new FormatException($"A signed note has 1 to {MaxSignatures} signatures, this has {lines.Length}.");
        return new SignedNote(note[..(end + 1)], [.. lines.Select(Line)]);
    }

    /// <exception cref="ArgumentException">No signed note can hold the text, or nobody signs.</exception>
    public static SignedNote Sign(string text, params IReadOnlyList<INoteSigner> signers)
    {
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
            throw new ArgumentException("The text of a note ends with a newline and has no other control characters.", nameof(text));
        if (signers.Count is 0 or > MaxSignatures || signers.Any(signer => !IsName(signer.Name)))
            throw new ArgumentException("A note is signed by 1 to 100 keys whose names have no spaces and no plus.", nameof(signers));

        var bytes = Strict.GetBytes(text);
        return new SignedNote(text, [.. signers.Select(signer => new NoteSignature(signer.Name, signer.KeyId, signer.Sign(bytes)))]);
    }

    /// <summary>Signatures of keys that are not among the known ones are passed over.</summary>
    public NoteVerdict Verify(IReadOnlyCollection<INoteVerifier> known)
    {
        var bytes = Strict.GetBytes(Text);
        var verified = false;
        foreach (var signature in Signatures)
        {
            var keys = known.Where(key => key.KeyId == signature.KeyId && key.Name == signature.Name).ToList();
            if (keys.Count > 1)
                return NoteVerdict.KeyAmbiguous;
            if (keys.Count == 1 && !keys[0].Verifies(bytes, signature.Signature))
                return NoteVerdict.SignatureWrong;
            verified |= keys.Count == 1;
        }

        return verified ? NoteVerdict.Verified : NoteVerdict.KeyUnknown;
    }

    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(Line));

    /// <summary>Names of keys are not empty and have neither Unicode spaces nor a plus.</summary>
    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    private static string Line(NoteSignature signature)
    {
        var bytes = new byte[4 + signature.Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
        signature.Signature.CopyTo(bytes, 4);
        return $"{SignatureStart}{signature.Name} {Convert.ToBase64String(bytes)}\n";
    }

    private static NoteSignature Line(string line)
    {
        if (
            !line.StartsWith(SignatureStart, StringComparison.Ordinal)
            || line[SignatureStart.Length..].Split(' ') is not [var name, var base64]
            || !IsName(name)
        )
            throw new FormatException($"'{line}' is no line of a signature: an em dash, the key's name and base64, with a space between.");
        var bytes = StrictBase64.Decode(base64);
        return bytes.Length > 4
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : throw new FormatException($"The signature of {name} has only {bytes.Length} bytes.");
    }
}
