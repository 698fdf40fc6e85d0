using System.Globalization;
using System.Security.Cryptography;

namespace Storefront.FraudServer.Tokens;

/// <summary>Client secrets at rest: <c>pbkdf2-sha256$rounds$salt$hash</c>, salt and hash in base64.</summary>
internal static class SecretHash
{
    private const string Name = "pbkdf2-sha256";
    private const int Rounds = 100_000;
    private const int Length = 32;

    public static string Of(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Name}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(secret, salt, Rounds))}";
    }

    public static bool Matches(string stored, string secret) =>
        TryRead(stored, out var rounds, out var salt, out var hash)
        && CryptographicOperations.FixedTimeEquals(hash, Derive(secret, salt, rounds));

    public static bool IsWellFormed(string stored) => TryRead(stored, out _, out _, out _);

    private static byte[] Derive(string secret, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, Length);

    private static bool TryRead(string stored, out int rounds, out byte[] salt, out byte[] hash)
    {
        var parts = stored.Split('$');
        (rounds, salt, hash) = (0, new byte[64], new byte[Length]);
        if (parts is not [Name, _, _, _]
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds is < 10_000 or > 10_000_000
            || !Convert.TryFromBase64String(parts[2], salt, out var saltLength) || saltLength < 8
            || !Convert.TryFromBase64String(parts[3], hash, out var hashLength) || hashLength != Length)
            return false;

        salt = salt[..saltLength];
        return true;
    }
}
