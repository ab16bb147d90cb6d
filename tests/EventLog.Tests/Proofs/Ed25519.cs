using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

/// <summary>The kind of key that published notes are signed with. .NET has none, so the product signs otherwise.</summary>
internal sealed class Ed25519Verifier : INoteVerifier
{
    private readonly VerifierKey key;

    public Ed25519Verifier(VerifierKey key)
    {
        this.key = key;
        if (key.Type != VerifierKey.Ed25519 || key.PublicKey.Length != Ed25519PublicKeyParameters.KeySize)
            throw new FormatException($"Key {key.Name} is none of Ed25519.");
    }

    public string Name => key.Name;

    public uint KeyId => key.KeyId;

    public static Ed25519Verifier Parse(string vkey) => new(VerifierKey.Parse(vkey));

    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(key.PublicKey));
        verifier.BlockUpdate(text);
        return signature.Length == Ed25519PrivateKeyParameters.SignatureSize && verifier.VerifySignature(signature.ToArray());
    }
}

internal sealed class Ed25519NoteSigner(string name, byte[] seed) : INoteSigner
{
    private readonly Ed25519PrivateKeyParameters key = new(seed);

    public string Name => name;

    public uint KeyId => new VerifierKey(name, VerifierKey.Ed25519, key.GeneratePublicKey().GetEncoded()).KeyId;

    /// <summary>PRIVATE+KEY+name+id+base64 of type and seed, as Go's note package writes it.</summary>
    public static Ed25519NoteSigner Parse(string skey)
    {
        var parts = skey.Split('+', 5);
        return new Ed25519NoteSigner(parts[2], Convert.FromBase64String(parts[4])[1..]);
    }

    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(text);
        return signer.GenerateSignature();
    }
}
