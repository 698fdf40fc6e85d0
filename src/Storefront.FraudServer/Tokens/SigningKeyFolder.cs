using System.Globalization;
using System.Security.Cryptography;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tokens;

/// <summary>The folder <c>signing-keys</c>: one file for each key, named by the moment it was made.</summary>
internal sealed class SigningKeyFolder(KeyFolder keys)
{
    private const string Ending = ".pem";
    private const string Form = "yyyyMMdd'T'HHmmss";

    // A token made in the moment of the change lives this long; a little more, because the service may be about to sign one.
    private static readonly TimeSpan Overlap = AccessTokens.Lifetime + TimeSpan.FromMinutes(5);

    public static SigningKeyFolder Of(Database database) => new(database.Keys("signing-keys"));

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Files() => [.. keys.Names().Where(name => name.EndsWith(Ending, StringComparison.Ordinal))];

    public string Read(string file) => keys.Read(file);

    /// <summary>Makes a key that is newer than all there are.</summary>
    public string Add(DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var newest = Files().LastOrDefault();
        var moment = now.UtcDateTime;
        if (newest is not null && Made(newest) is { } last && last.AddSeconds(1) > moment)
            moment = last.AddSeconds(1); // a second key in one second, or a clock that was set back

        var file = moment.ToString(Form, CultureInfo.InvariantCulture) + Ending;
        keys.Write(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    /// <summary>Deletes the keys whose last token has ended. How many there were.</summary>
    public int RemoveEnded(DateTimeOffset now)
    {
        var files = Files();
        var ended = files.Zip(files.Skip(1)).Where(pair => Made(pair.Second) is { } replaced && replaced + Overlap < now.UtcDateTime)
            .Select(pair => pair.First).ToList();
        ended.ForEach(keys.Remove);
        return ended.Count;
    }

    public string PathOf(string file) => keys.PathOf(file);

    private static DateTime? Made(string file) => DateTime.TryParseExact(
        Path.GetFileNameWithoutExtension(file), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made) ? made : null;
}
