using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Storefront.Tests.Web.Features.Accounts;

/// <summary>The app on the shopper's phone (RFC 6238).</summary>
internal static class Authenticator
{
    /// <param name="key">As a page shows it.</param>
    /// <param name="stepsAhead">30 seconds each.</param>
    public static string Code(string key, int stepsAhead = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + stepsAhead);
#pragma warning disable CA5350 // the algorithm every authenticator app has
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var start = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(start)) & 0x7fffffff) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string key)
    {
        var bits = string.Concat(key.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
