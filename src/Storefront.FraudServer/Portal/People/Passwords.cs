using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Passwords: how long, how kept, how compared.</summary>
internal static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // none that looks like another

    private static readonly PasswordHasher<Person> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })); // what OWASP asks for with SHA-512
    private static readonly Lazy<FrozenSet<string>> Leaked = new(() => ReadLeaked().ToFrozenSet(StringComparer.Ordinal));
    private static readonly Person Nobody = new("", default);
    private static readonly string Decoy = Hash(Generate());

    public static string? Problem(string password) =>
        password.Length is < Shortest or > Longest ? $"A password has {Shortest} to {Longest} characters."
        : Leaked.Value.Contains(password.ToLowerInvariant()) ? "This password is among those that are tried first; choose another one."
        : null;

    public static string Generate() => RandomNumberGenerator.GetString(Letters, 20);

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Works as long when there is nobody to compare with.</summary>
    public static bool Match(string? hash, string password)
    {
        var matches = Hasher.VerifyHashedPassword(Nobody, hash ?? Decoy, password) != PasswordVerificationResult.Failed;
        return matches && hash is not null;
    }

    // The list the shop goes by.
    private static IEnumerable<string> ReadLeaked()
    {
        using var reader = new StreamReader(typeof(Passwords).Assembly.GetManifestResourceStream("leaked-passwords.txt")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
