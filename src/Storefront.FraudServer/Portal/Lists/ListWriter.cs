using System.Text;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>
/// Replaces files of the folder, which is where lists live: written beside, moved into place, in force when the task ends. One change
/// at a time, also with several instances on the folder.
/// </summary>
internal sealed class ListWriter(ListFolder lists) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Does something while nobody else changes a list, with what is in the folder now in force.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> change)
    {
        await _one.WaitAsync();
        try
        {
            await using var held = await HoldAsync();
            lists.Refresh();
            return await change();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Where a new file is written before it takes its place; the folder is made if need be.</summary>
    public string Beside(string name, bool isSupport)
    {
        var file = lists.FileOf(name, isSupport);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return $"{file}.{Guid.NewGuid():N}.new";
    }

    /// <summary>Puts what was written in its place, and in force.</summary>
    public void Replace(string written, string name, bool isSupport)
    {
        File.Move(written, lists.FileOf(name, isSupport), overwrite: true);
        lists.Refresh();
    }

    public void Delete(string name)
    {
        File.Delete(lists.FileOf(name, isSupport: false));
        lists.Refresh();
    }

    /// <summary>Writes lines to a new file, to the disk.</summary>
    public static async Task WriteAsync(string file, IEnumerable<IEnumerable<string>> rows)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        await using (var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true))
            foreach (var row in rows)
                await writer.WriteAsync(CsvCell.Line(row));
        stream.Flush(flushToDisk: true);
    }

    public static IEnumerable<IEnumerable<string>> Rows(SupportList list) => list.Entries.Select(entry => (IEnumerable<string>)
        [entry.Value, entry.Status.ToString(), entry.Reason, entry.Expires is { } date ? Date(date) : "", entry.Comments])
        .Prepend(["value", "status", "reason", "expires", "comments"]);

    public static string Date(DateTime date) => JsonText.Of(date);

    private async Task<FileStream> HoldAsync()
    {
        var file = Path.Combine(Directory.CreateDirectory(lists.Folder).FullName, ".lock");
        for (var until = Environment.TickCount64 + (long)Longest.TotalMilliseconds; ; await Task.Delay(50))
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Environment.TickCount64 < until)
            {
                // another instance is at it
            }
    }
}
