using System.Globalization;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Tracing;

/// <summary>The files: one folder for each name, one file for each day, lines are only added. One process at a time is at them.</summary>
internal sealed class TraceFiles(FraudServerSettings settings, Surroundings surroundings)
{
    private const string Ending = ".ndjson";
    private readonly string _folder = Path.Combine(surroundings.Directory, settings.Tracing.Directory);

    /// <summary>Whether anything was ever traced.</summary>
    public bool AreThere => Directory.Exists(_folder);

    /// <summary>Does something with the files while nobody else does; null when somebody is at them just now.</summary>
    public async Task<T?> AloneAsync<T>(Func<Task<T>> work) where T : class
    {
        Directory.CreateDirectory(_folder);
        try
        {
            await using var held = new FileStream(Path.Combine(_folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return await work();
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException && e.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            return null;
        }
    }

    /// <summary>Adds lines to the file of today, to the disk.</summary>
    public void Append(string name, IReadOnlyCollection<byte[]> lines)
    {
        if (lines.Count == 0)
            return;
        var file = Path.Combine(_folder, TraceName.Prefix + name, surroundings.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Ending);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
            PrivateFile.Write(file, "");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Seek(WholeLines(stream), SeekOrigin.Begin);
        stream.SetLength(stream.Position);
        foreach (var line in lines)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Takes away the files of days before this one. How many.</summary>
    public int Remove(DateTime before) => Files().Count(file =>
    {
        var isOld = DateTime.TryParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < before;
        if (isOld)
            File.Delete(file);
        return isOld;
    });

    /// <summary>Takes lines out that are about somebody. How many.</summary>
    public long Forget(Func<string, bool> isAbout)
    {
        var gone = 0L;
        foreach (var file in Files())
        {
            var lines = File.ReadAllLines(file);
            var kept = lines.Where(line => !isAbout(line)).ToList();
            if (kept.Count == lines.Length)
                continue;
            gone += lines.Length - kept.Count;
            PrivateFile.Write(file, string.Concat(kept.Select(line => line + "\n")));
        }

        return gone;
    }

    private IEnumerable<string> Files() => AreThere ? [.. Directory.EnumerateFiles(_folder, "*" + Ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    // A crash may have left half a line; it is written again, whole.
    private static long WholeLines(FileStream stream)
    {
        for (var length = stream.Length; length > 0; length--)
        {
            stream.Seek(length - 1, SeekOrigin.Begin);
            if (stream.ReadByte() == '\n')
                return length;
        }

        return 0;
    }
}
