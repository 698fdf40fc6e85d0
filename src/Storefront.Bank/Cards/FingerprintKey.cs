using System.Security.Cryptography;
using System.Text;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Cards;

/// <summary>
/// Makes the same fingerprint for the same card number. With BIN and last four known only some hundred thousand numbers
/// remain, so a bare hash could be tried out; the key prevents that, and lies in a file of its own, apart from the database.
/// </summary>
internal sealed class FingerprintKey
{
    private const int Length = 32;
    private readonly byte[] key;

    private FingerprintKey(byte[] key) => this.key = key;

    public static FingerprintKey Open(string directory)
    {
        DataFolder.Create(directory);
        var file = Path.Combine(directory, "fingerprint.key");
        if (!File.Exists(file))
            Make(directory, file);

        var bytes = File.ReadAllBytes(file);
        return bytes.Length == Length
            ? new FingerprintKey(bytes)
            : throw new StartRefusedException($"The bank's key {file} is damaged. Put back a copy, or remove the file: cards then get new fingerprints.");
    }

    public string Of(string cardNumber) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(cardNumber)));

    private static void Make(string directory, string file)
    {
        // Whole or not at all, also when two processes start at once: written aside, then moved where nothing is yet.
        var aside = Path.Combine(directory, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var stream = new FileStream(aside, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Length));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside); // the other process's key it is
        }
    }
}
