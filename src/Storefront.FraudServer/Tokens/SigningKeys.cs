using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tokens;

/// <summary>
/// The keys behind the tokens, as they lie in the folder now. The newest signs; every one of them is published and
/// believed, so that a change of key refuses no token.
/// </summary>
internal sealed class SigningKeys
{
    private readonly SigningKeyFolder _folder;
    private readonly Lock _reading = new();
    private KeySet _known = new([], [], null!);

    public SigningKeys(Database database, TimeProvider time)
    {
        _folder = SigningKeyFolder.Of(database);
        if (_folder.Files().Count == 0)
            _folder.Add(time.GetUtcNow());
        _known = Current();
    }

    public IReadOnlyList<RsaSecurityKey> All => Current().Keys;

    public SigningCredentials Signing => Current().Signing;

    // The command that adds a key runs beside the service: the folder is listed whenever a token is made or first seen.
    private KeySet Current()
    {
        var files = _folder.Files();
        lock (_reading)
        {
            if (files.Count > 0 && !files.SequenceEqual(_known.Files, StringComparer.Ordinal))
            {
                var keys = files.Select(file => _known.Of(file) ?? Read(file)).ToList();
                _known = new(files, keys, new SigningCredentials(keys[^1], SecurityAlgorithms.RsaSha256));
            }

            return _known;
        }
    }

    private RsaSecurityKey Read(string file)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(_folder.Read(file));
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    private sealed record KeySet(IReadOnlyList<string> Files, IReadOnlyList<RsaSecurityKey> Keys, SigningCredentials Signing)
    {
        public RsaSecurityKey? Of(string file) => Files.Zip(Keys).FirstOrDefault(pair => pair.First == file).Second;
    }
}
