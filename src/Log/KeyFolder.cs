using System.Security.Cryptography;
using CustomerPerformanceTracker.Postgres.Embedded;
using CustomerPerformanceTracker.Proofs.Notes;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// The key a workspace's checkpoints are signed with, in the folder <c>keys</c> of a data folder: <c>WORKSPACE.pem</c>, which only its owner may read, and
/// in <c>WORKSPACE.vkeys</c> the public keys there ever were, a line each, oldest first. A public key is written before its private one is used, so every
/// signature there is can be verified.
/// </summary>
public sealed class KeyFolder(string dataFolder, Workspace workspace)
{
    private readonly string folder = Path.Combine(dataFolder, "keys");

    private string PrivateKey => Path.Combine(folder, $"{workspace.Name}.pem");

    private string PublicKeys => Path.Combine(folder, $"{workspace.Name}.vkeys");

    /// <summary>The key in use, made where there is none yet.</summary>
    public async Task<EcdsaSigner> SignerAsync(CancellationToken cancel)
    {
        using var turn = await TakeTurnAsync(cancel);
        return File.Exists(PrivateKey) ? await ReadAsync(cancel) : await MakeAsync(cancel);
    }

    /// <summary>Puts a new key in the place of the one in use, which stays known.</summary>
    public async Task<EcdsaSigner> RotateAsync(CancellationToken cancel)
    {
        using var turn = await TakeTurnAsync(cancel);
        return await MakeAsync(cancel);
    }

    /// <summary>Every public key there ever was, oldest first.</summary>
    public async Task<IReadOnlyList<EcdsaVerifier>> KnownAsync(CancellationToken cancel) =>
        File.Exists(PublicKeys)
            ? [.. (await File.ReadAllLinesAsync(PublicKeys, cancel)).Where(line => line.Length > 0).Select(line => new EcdsaVerifier(VerifierKey.Parse(line)))]
            : [];

    private async Task<FileLock> TakeTurnAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(dataFolder);
        Folders.MakePrivate(folder);
        return await FileLock.TakeAsync(Path.Combine(folder, "lock"), cancel);
    }

    private async Task<EcdsaSigner> ReadAsync(CancellationToken cancel)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(PrivateKey, cancel));
        return new EcdsaSigner(Checkpoint.OriginOf(workspace.Name), key);
    }

    private async Task<EcdsaSigner> MakeAsync(CancellationToken cancel)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new EcdsaSigner(Checkpoint.OriginOf(workspace.Name), key);
        await File.AppendAllTextAsync(PublicKeys, signer.Key + "\n", cancel);

        var draft = PrivateKey + ".new";
        File.Delete(draft);
        var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            made.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(draft, made))
            await file.WriteAsync(key.ExportPkcs8PrivateKeyPem().AsMemory(), cancel);
        File.Move(draft, PrivateKey, overwrite: true);
        return signer;
    }
}
