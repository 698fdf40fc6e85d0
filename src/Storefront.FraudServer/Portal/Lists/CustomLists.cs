using System.Text;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>Changes the merchant's own lists. What would break rules in force is refused.</summary>
internal sealed class CustomLists(ListFolder lists, ListWriter files, ActiveRules rules, RuleCompiler compiler, Writer writer)
{
    private const int LongestName = 100;

    /// <summary>Puts a new list there, or replaces one whole. Null, or what is wrong.</summary>
    public async Task<string?> PutAsync(string name, Stream content, Person by)
    {
        if (NameProblem(name) is { } problem)
            return problem;
        var beside = files.Beside(name, isSupport: false);
        try
        {
            await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await content.CopyToAsync(stream);
                stream.Flush(flushToDisk: true);
            }

            return await files.AloneAsync(() => TakeAsync(name, beside, by, "lists.upload"));
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Takes a list away, unless rules in force look into it. Null, or why not.</summary>
    public Task<string?> RemoveAsync(string name, Person by) => files.AloneAsync(async () =>
    {
        if (lists.Lists.Custom(name) is not { } list)
            return "There is no such list any more.";
        var without = lists.Lists.Copy();
        without.Remove(name);
        if (Broken(without) is { } broken)
            return $"{broken} Publish rules without it first.";
        await RecordAsync(by, "lists.remove", list.Name, new { rows = list.Count, list.Columns }, null);
        files.Delete(list.Name);
        return null;
    });

    /// <summary>Adds one row at the end. Null, or what is wrong.</summary>
    public Task<string?> AddRowAsync(string name, IReadOnlyList<string> cells, Person by) => ChangeAsync(name, list =>
        cells.Count != list.Columns.Count ? (null, "The columns of the list changed meanwhile.")
        : cells.All(c => c.Length == 0) ? (null, "Give at least one value.")
        : (list.Rows.Append([.. cells]), null), by, "lists.row.add", null, cells);

    /// <summary>Takes the first row that reads like this away. Null, or why not.</summary>
    public Task<string?> RemoveRowAsync(string name, IReadOnlyList<string> cells, Person by) => ChangeAsync(name, list =>
    {
        var at = list.Rows.ToList().FindIndex(row => row.SequenceEqual(cells, StringComparer.Ordinal));
        return at < 0 ? (null, "That row is not there any more.") : (list.Rows.Where((_, i) => i != at), null);
    }, by, "lists.row.remove", cells, null);

    private Task<string?> ChangeAsync(
        string name, Func<CustomList, (IEnumerable<string[]>? Rows, string? Problem)> change, Person by, string action, object? before, object? after) => files.AloneAsync(async () =>
    {
        if (lists.Lists.Custom(name) is not { } list)
            return "There is no such list any more.";
        var (rows, problem) = change(list);
        if (rows is null)
            return problem;
        var beside = files.Beside(list.Name, isSupport: false);
        try
        {
            await ListWriter.WriteAsync(beside, rows.Prepend([.. list.Columns]));
            await RecordAsync(by, action, list.Name, before, after);
            files.Replace(beside, list.Name, isSupport: false);
            return null;
        }
        finally
        {
            File.Delete(beside);
        }
    });

    private async Task<string?> TakeAsync(string name, string beside, Person by, string action)
    {
        var known = lists.Lists.Custom(name);
        CustomList read;
        try
        {
            using var reader = new StreamReader(beside, new UTF8Encoding(false, throwOnInvalidBytes: true));
            read = CustomList.Read(known?.Name ?? name, reader);
        }
        catch (DecoderFallbackException)
        {
            return "The file is not UTF-8 text.";
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        var with = lists.Lists.Copy();
        with.Put(read);
        if (Broken(with) is { } broken)
            return broken;
        await RecordAsync(by, action, read.Name, known is null ? null : new { rows = known.Count, known.Columns }, new { rows = read.Count, read.Columns });
        files.Replace(beside, read.Name, isSupport: false);
        return null;
    }

    // The rules in force are compiled with the lists as they would be.
    private string? Broken(ListLibrary changed) => rules.Texts
        .SelectMany(text => compiler.Compile(text.Text, text.Name, text.Assessment, changed).Diagnostics.Where(d => d.IsError))
        .Select(d => $"Rules in force need it as it is: {d}").FirstOrDefault();

    private Task<int> RecordAsync(Person by, string action, string name, object? before, object? after) => writer.RunAsync(session =>
    {
        by.Record(session, action, $"list {name}", before, after);
        return 0;
    });

    private string? NameProblem(string name) =>
        name.Length is 0 or > LongestName || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.') || name[^1] is ' ' or '.'
            ? "A name begins with a letter or digit and has letters, digits, blanks, - _ and . only."
        : lists.Lists.Support(name) is not null ? "A support list has this name."
        : null;
}
