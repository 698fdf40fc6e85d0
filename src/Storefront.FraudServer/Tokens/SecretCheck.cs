using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.FraudServer.Tokens;

/// <summary>
/// Checks client secrets. The slow hash is worked out once for a right secret: after that a keyed digest of it,
/// with a key that lives as long as the process, is compared.
/// </summary>
internal sealed class SecretCheck(TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, byte[]> _proven = new(StringComparer.Ordinal);

    public bool Passes(Credential credential, string secret)
    {
        var digest = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret));
        var now = time.GetUtcNow();
        return credential.Secrets.Any(known => (known.Ends is not { } end || end > now) && Passes(known.Hash, secret, digest));
    }

    private bool Passes(string stored, string secret, byte[] digest)
    {
        if (_proven.TryGetValue(stored, out var known) && CryptographicOperations.FixedTimeEquals(known, digest))
            return true;
        if (!SecretHash.Matches(stored, secret))
            return false;

        _proven[stored] = digest;
        return true;
    }
}
