using System.Runtime.InteropServices;
using System.Text;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Resources;

/// <summary>
/// The lists of a folder: <c>NAME.csv</c> is a list of the merchant's own, <c>support/NAME.csv</c> a support list. A file that changes
/// replaces its list whole; one that cannot be read leaves the old one in force.
/// </summary>
internal sealed partial class ListFolder
{
    /// <summary>A larger file is not read.</summary>
    public const long Largest = 100 * 1024 * 1024;

    private readonly string _folder;
    private readonly ILogger _log;
    private readonly Dictionary<string, Stamp> _seen = new(StringComparer.Ordinal);
    private readonly Lock _look = new();
    private volatile HashSet<string> _stale = [];

    public ListFolder(FraudServerSettings settings, Surroundings surroundings, ILogger<ListFolder> log)
    {
        (_folder, _log) = (Path.Combine(surroundings.Directory, settings.ListsDirectory), log);
        Lists = new() { CaseSensitive = settings.CaseSensitiveLists.ToHashSet(StringComparer.OrdinalIgnoreCase) };
        foreach (var file in Files())
        {
            _seen[file] = Stamp.Of(file);
            try
            {
                Load(file);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                throw new StartException($"{file} cannot be used: {e.Message} (FraudServer:ListsDirectory names the folder of the lists)", e);
            }
        }
    }

    public ListLibrary Lists { get; }

    public string Folder => _folder;

    /// <summary>Lists whose file cannot be read, so that what it held before is in force.</summary>
    public IEnumerable<string> Stale => _stale.Order(StringComparer.Ordinal);

    /// <summary>Where the file of a list is, or would be.</summary>
    public string FileOf(string name, bool isSupport) => Path.Combine(_folder, isSupport ? "support" : "", name + ".csv");

    /// <summary>Takes over what has changed since the last look.</summary>
    public void Refresh()
    {
        lock (_look)
            Look();
    }

    private void Look()
    {
        var files = Files().ToList();
        foreach (var gone in _seen.Keys.Except(files, StringComparer.Ordinal).ToList())
        {
            _seen.Remove(gone);
            Remove(gone);
            _stale = [.. _stale.Where(name => name != Path.GetFileNameWithoutExtension(gone))];
            Gone(_log, gone);
        }

        foreach (var file in files)
            if (Stamp.Of(file) is var now && (!_seen.TryGetValue(file, out var before) || before != now))
            {
                _seen[file] = now;
                Replace(file);
            }
    }

    private void Replace(string file)
    {
        try
        {
            Replaced(_log, file, Load(file));
            _stale = [.. _stale.Where(name => name != Path.GetFileNameWithoutExtension(file))];
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            _stale = [.. _stale, Path.GetFileNameWithoutExtension(file)];
            NotReplaced(_log, file, e.Message);
        }
    }

    private int Load(string file)
    {
        if (new FileInfo(file).Length > Largest)
            throw new FormatException($"It is larger than {Largest / 1024 / 1024} MB.");
        var name = Path.GetFileNameWithoutExtension(file);
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        if (IsSupport(file))
        {
            var support = SupportListFile.Read(name, reader);
            Lists.Put(support);
            return support.Count;
        }

        var list = CustomList.Read(name, reader).ToTheLetter(Lists.CaseSensitive.Contains(name));
        list.PrepareLike(Lists.Custom(name));
        Lists.Put(list);
        return list.Count;
    }

    private void Remove(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (IsSupport(file))
            Lists.Put(new SupportList(name, []));
        else
            Lists.Remove(name);
    }

    private IEnumerable<string> Files() => new[] { _folder, Path.Combine(_folder, "support") }.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csv")).Order(StringComparer.Ordinal);

    private bool IsSupport(string file) => Path.GetDirectoryName(file) != _folder;

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or FormatException or ArgumentException;

    [LoggerMessage(LogLevel.Information, "{File} is in force with {Count} rows.")]
    private static partial void Replaced(ILogger log, string file, int count);

    [LoggerMessage(LogLevel.Error, "{File} cannot be used, what was in force stays: {Reason}")]
    private static partial void NotReplaced(ILogger log, string file, string reason);

    [LoggerMessage(LogLevel.Warning, "{File} is gone; its list is empty or unknown to the rules from now on.")]
    private static partial void Gone(ILogger log, string file);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stamp(DateTime Written, long Length)
    {
        public static Stamp Of(string file) => new(File.GetLastWriteTimeUtc(file), File.Exists(file) ? new FileInfo(file).Length : -1);
    }
}
