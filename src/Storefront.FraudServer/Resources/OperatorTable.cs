using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Resources;

/// <summary>A table that comes from a file the settings name.</summary>
internal interface IOperatorTable
{
    /// <summary>The setting that names the file.</summary>
    string Key { get; }

    /// <summary>The whole path; null when there is none.</summary>
    string? File { get; }

    /// <summary>When the file in force was written.</summary>
    DateTimeOffset? Written { get; }

    int Rows { get; }

    /// <summary>Why the file as it is now is not in force; null when it is.</summary>
    string? Problem { get; }

    /// <summary>Takes over a changed file. True when something was tried; <see cref="Problem"/> says how it went.</summary>
    bool Refresh();
}

/// <summary>A file that changes replaces its table whole; one that cannot be read leaves the table before it in force.</summary>
internal sealed class OperatorTable<T> : IOperatorTable where T : class
{
    private readonly Func<TextReader, T> _read;
    private readonly Func<T, int> _count;
    private DateTime _seen;
    private volatile T? _table;

    public OperatorTable(string key, string? file, string directory, Func<TextReader, T> read, Func<T, int> count)
    {
        (Key, _read, _count) = (key, read, count);
        if (file is null)
            return;
        File = Path.Combine(directory, file);
        if (!System.IO.File.Exists(File))
            throw new StartException($"{key} names '{File}', which is not there; leave it out, or give a CSV file");
        Refresh();
        if (Problem is not null)
            throw new StartException($"{key}: '{File}' cannot be used: {Problem}");
    }

    public string Key { get; }

    public string? File { get; }

    public DateTimeOffset? Written { get; private set; }

    public string? Problem { get; private set; }

    public T? Table => _table;

    public int Rows => _table is { } table ? _count(table) : 0;

    public bool Refresh()
    {
        if (File is null || System.IO.File.GetLastWriteTimeUtc(File) is var now && now == _seen)
            return false;
        _seen = now;
        try
        {
            using var reader = System.IO.File.OpenText(File);
            _table = _read(reader);
            (Written, Problem) = (new DateTimeOffset(now, TimeSpan.Zero), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Problem = e.Message;
        }

        return true;
    }
}
