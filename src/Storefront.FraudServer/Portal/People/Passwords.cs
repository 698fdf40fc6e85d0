using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Passwords: how long, how kept, how compared.</summary>
internal static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // none that looks like another

    private static readonly PasswordHasher<Person> Hasher = new();
    private static readonly Person Nobody = new("", default);
    private static readonly string Decoy = Hash(Generate());

    public static string? Problem(string password) =>
        password.Length is < Shortest or > Longest ? $"A password has {Shortest} to {Longest} characters." : null;

    public static string Generate() => RandomNumberGenerator.GetString(Letters, 20);

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Works as long when there is nobody to compare with.</summary>
    public static bool Match(string? hash, string password)
    {
        var matches = Hasher.VerifyHashedPassword(Nobody, hash ?? Decoy, password) != PasswordVerificationResult.Failed;
        return matches && hash is not null;
    }
}
