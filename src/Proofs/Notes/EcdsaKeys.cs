using System.Formats.Asn1;

namespace CustomerPerformanceTracker.Proofs.Notes;

/// <summary>
/// Verifies what <see cref="EcdsaSigner"/> signs: ECDSA on NIST P-256 over the SHA-256 of the note's text, the signature in DER (RFC 3279), which is
/// signature type 2 of c2sp.org/signed-note.
/// </summary>
public sealed class EcdsaVerifier : INoteVerifier
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly ECDsa key = ECDsa.Create();

    /// <exception cref="FormatException">The key is of another type or curve.</exception>
    public EcdsaVerifier(VerifierKey key)
    {
        Key = key;
        if (key.Type != VerifierKey.Ecdsa)
            throw new FormatException($"Key {key.Name} is of signature type {key.Type}; {VerifierKey.Ecdsa}, ECDSA, is the one known here.");
        try
        {
            this.key.ImportSubjectPublicKeyInfo(key.PublicKey, out var read);
            if (read == key.PublicKey.Length && this.key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                return;
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // Told below. The second is what OpenSSL's absence of a curve becomes.
        }

        throw new FormatException($"Key {key.Name} is none of NIST P-256.");
    }

    public VerifierKey Key { get; }

    public string Name => Key.Name;

    public uint KeyId => Key.KeyId;

    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        ArePositive(signature) && key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>
    /// VerifyData takes a negative number for the positive one that its bytes are without a sign, which would be a second spelling of a signature.
    /// </summary>
    private static bool ArePositive(ReadOnlySpan<byte> der)
    {
        try
        {
            var numbers = new AsnReader(der.ToArray(), AsnEncodingRules.DER).ReadSequence();
            return numbers.ReadInteger().Sign > 0 && numbers.ReadInteger().Sign > 0;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}

/// <summary>Signs notes with an ECDSA key on NIST P-256.</summary>
public sealed class EcdsaSigner(string name, ECDsa key) : INoteSigner, IDisposable
{
    public VerifierKey Key { get; } = new(name, VerifierKey.Ecdsa, key.ExportSubjectPublicKeyInfo());

    public string Name => Key.Name;

    public uint KeyId => Key.KeyId;

    public byte[] Sign(ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => key.Dispose();
}
