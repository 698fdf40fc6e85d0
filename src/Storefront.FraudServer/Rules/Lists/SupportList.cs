namespace Storefront.FraudServer.Rules.Lists;

internal enum SupportStatus { Safe, Block, Watch }

internal sealed record SupportEntry(string Value, SupportStatus Status, string Reason = "", DateTime? Expires = null, string Comments = "");

/// <summary>People, cards, addresses and devices somebody decided about. One status each; an entry past its date is as good as gone.</summary>
internal sealed class SupportList
{
    private static readonly string[] ValueColumns = ["Value", "Emails", "Email"];
    private readonly Dictionary<string, SupportEntry> entries;

    public SupportList(string name, IEnumerable<SupportEntry> entries)
    {
        Name = name;
        this.entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
            this.entries[entry.Value.Trim()] = entry;
    }

    public int Count => entries.Count;
    public IReadOnlyCollection<SupportEntry> Entries => entries.Values;

    public static IReadOnlyList<string> Names { get; } =
        ["Email Support List", "Payment Support List", "IP Support List", "User Support List", "Device Support List"];

    public string Name { get; }

    public static bool IsValueColumn(string column) => ValueColumns.Contains(column, StringComparer.OrdinalIgnoreCase);

    public static bool IsColumn(string column) => IsValueColumn(column)
        || column.ToUpperInvariant() is "STATUS" or "REASON" or "EXPIRATION DATE" or "COMMENTS";

    public SupportEntry? Find(string key, DateTime now) =>
        key.Length > 0 && entries.TryGetValue(key, out var entry) && !(entry.Expires <= now) ? entry : null;

    /// <summary>The list as rules saw it before it had functions of its own: a table with a column per property.</summary>
    public SupportEntry? FindBy(string column, string key, DateTime now) =>
        IsValueColumn(column) ? Find(key, now)
        : key.Length == 0 ? null
        : entries.Values.FirstOrDefault(e => !(e.Expires <= now) && Cell(e, column).Equals(key, StringComparison.OrdinalIgnoreCase));

    public static string Cell(SupportEntry entry, string column) => column.ToUpperInvariant() switch
    {
        "STATUS" => entry.Status.ToString(),
        "REASON" => entry.Reason,
        "EXPIRATION DATE" => entry.Expires is { } date ? Evaluation.JsonText.Of(date) : "",
        "COMMENTS" => entry.Comments,
        _ => entry.Value,
    };
}
