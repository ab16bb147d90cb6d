using System.Buffers.Binary;
using System.Globalization;

namespace CustomerPerformanceTracker.Proofs.Notes;

/// <summary>
/// The printable public key of a note's signer: name, key id in eight hexadecimal digits and base64 of the signature type's byte and the key, joined by '+'.
/// </summary>
/// <remarks>
/// Types are those of c2sp.org/signed-note. The id of an ECDSA key (2) is the first four bytes of SHA-256 over its DER SubjectPublicKeyInfo, which is also
/// how the key is written here; every other id is that of SHA-256 over name, newline, type and key.
/// </remarks>
public sealed record VerifierKey(string Name, byte Type, byte[] PublicKey)
{
    public const byte Ed25519 = 0x01;
    public const byte Ecdsa = 0x02;

    public uint KeyId { get; } =
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Type == Ecdsa ? PublicKey : [.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Type, .. PublicKey]));

    /// <exception cref="FormatException">The text is no verifier key, or its id is not that of its key.</exception>
    public static VerifierKey Parse(string text)
    {
        if (
            text.Split('+', 3) is not [var name, { Length: 8 } id, var base64]
            || !SignedNote.IsName(name)
            || id != id.ToLowerInvariant()
            || !uint.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var keyId)
        )
            throw new FormatException($"'{text}' is no verifier key: it is NAME+ID+KEY, as `cpt log key` prints it.");
        var bytes = StrictBase64.Decode(base64);
        if (bytes.Length < 2 || new VerifierKey(name, bytes[0], bytes[1..]) is not { } key || key.KeyId != keyId)
            throw new FormatException($"The id {id} of verifier key {name} is not that of its key.");
        return key;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Type, .. PublicKey])}");
}
