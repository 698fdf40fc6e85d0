namespace Storefront.FraudServer.Portal.Lists;

/// <summary>A list in the overview.</summary>
public sealed record ListLine(string Name, int Rows, string Columns);

/// <summary>A table of the settings.</summary>
public sealed record TableLine(string Key, string? File, string Written, int Rows, string? Problem);

/// <summary>All lists.</summary>
public sealed record ListsModel(IReadOnlyList<ListLine> Support, IReadOnlyList<ListLine> Custom, IReadOnlyList<TableLine> Tables, string Folder, bool CanEdit, string? Problem = null, string Name = "");

/// <summary>One of the merchant's own lists.</summary>
public sealed record CustomListModel(string Name, IReadOnlyList<string> Columns, int Count, IReadOnlyList<string[]> Rows, string Search, bool HasMore, bool CanEdit, string? Problem = null)
{
    public IReadOnlyList<string> Typed { get; init; } = [];
    public string Address => ListLinks.Custom(Name);
}

/// <summary>An entry of a support list.</summary>
public sealed record SupportLine(string Value, string Status, string Reason, string Expires, string Comments, bool IsOver);

/// <summary>A support list.</summary>
public sealed record SupportListModel(string Name, int Count, IReadOnlyList<SupportLine> Lines, string Search, string? Next, bool CanEdit)
{
    public string? Problem { get; init; }

    /// <summary>What the last change did.</summary>
    public string? Done { get; init; }

    public string Values { get; init; } = "";
    public string Status { get; init; } = "Block";
    public string Reason { get; init; } = "";
    public string Expires { get; init; } = "";
    public string Comments { get; init; } = "";
    public string Address => ListLinks.Support(Name);
}

/// <summary>What became of one value.</summary>
public sealed record HistoryModel(string Name, string Value, IReadOnlyList<SupportChange> Changes)
{
    public string Address => ListLinks.Support(Name);
}

/// <summary>Where lists are.</summary>
public static class ListLinks
{
    public const string Root = "/portal/lists";

    public static string Custom(string name) => $"{Root}/custom/{Uri.EscapeDataString(name)}";

    public static string Support(string name) => $"{Root}/support/{Uri.EscapeDataString(name)}";
}
