using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Tokens;

/// <summary>
/// The keys behind the tokens, one file each in <c>signing-keys</c>, named by the moment they were made.
/// The newest signs; every one of them is published and believed, which is what a change of key needs.
/// </summary>
internal sealed class SigningKeys
{
    public SigningKeys(string directory, TimeProvider time)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "signing-keys")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var files = Directory.GetFiles(folder, "*.pem").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            files.Add(Make(folder, time.GetUtcNow()));
        All = [.. files.Select(Read)];
        Signing = new SigningCredentials(All[^1], SecurityAlgorithms.RsaSha256);
    }

    public IReadOnlyList<RsaSecurityKey> All { get; }

    public SigningCredentials Signing { get; }

    private static string Make(string folder, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var file = Path.Combine(folder, now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) + ".pem");
        PrivateFile.Write(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static RsaSecurityKey Read(string file)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
