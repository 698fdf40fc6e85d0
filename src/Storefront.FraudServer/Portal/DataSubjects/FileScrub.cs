using System.Text;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>
/// Sees to it that what was erased is not in the file any more. What is deleted is overwritten at once; pieces that moved before may
/// have left a shadow in a gap. So the file is looked through for what was erased, and rewritten if it is found.
/// </summary>
internal sealed class FileScrub(Writer writer, Database database)
{
    private const int Portion = 1 << 20;

    /// <param name="names">What was erased; null when nobody knows it any more, and the file is rewritten in any case.</param>
    public async Task RunAsync(IReadOnlyCollection<string>? names)
    {
        if (database is SqliteDatabase)
        {
            await EmptyLogAsync();
            if (names is not null && !names.Where(name => name.Contains('@', StringComparison.Ordinal)).Any(IsInFile))
                return;
        }

        await writer.RunAloneAsync(session => session.Execute("VACUUM")); // a server gives the room free with it, and writes over it in time
        if (database is SqliteDatabase)
            await EmptyLogAsync();
    }

    // Readers may hold it for a moment.
    private async Task EmptyLogAsync()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var busy = true;
            await writer.RunAloneAsync(session => busy = session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L);
            if (!busy)
                return;
            await Task.Delay(50);
        }
    }

    private bool IsInFile(string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name.ToLowerInvariant());
        using var stream = new FileStream(database.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Portion);
        var buffer = new byte[Portion + wanted.Length];
        for (int kept = 0, read; (read = stream.Read(buffer, kept, Portion)) > 0;)
        {
            var there = buffer.AsSpan(0, kept + read);
            for (var i = kept; i < there.Length; i++)
                if (there[i] is >= (byte)'A' and <= (byte)'Z')
                    there[i] |= 0x20;
            if (there.IndexOf(wanted) >= 0)
                return true;
            kept = Math.Min(wanted.Length - 1, there.Length);
            there[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
