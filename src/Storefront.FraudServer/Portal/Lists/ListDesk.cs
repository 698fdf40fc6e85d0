using System.Globalization;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>What the pages of the lists show.</summary>
internal sealed class ListDesk(ListFolder lists, SupportLists support, OperatorTables tables, TimeProvider time)
{
    private const int Preview = 20;
    private const int PageLength = 100;

    public ListsModel All(bool canEdit) => new(
        [.. SupportList.Names.Select(name => lists.Lists.Support(name)!).Select(list => new ListLine(list.Name, list.Count, ""))],
        [.. lists.Lists.CustomNames.Order(StringComparer.OrdinalIgnoreCase).Select(lists.Lists.Custom).OfType<CustomList>().Select(list => new ListLine(list.Name, list.Count, string.Join(", ", list.Columns)))],
        [.. tables.All.Select(table => new TableLine(table.Key, table.File, table.Written?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", table.Rows, table.Problem))],
        lists.Folder, canEdit);

    /// <summary>Null when there is no such list.</summary>
    public CustomListModel? Custom(string name, string search, bool canEdit)
    {
        if (lists.Lists.Custom(name) is not { } list)
            return null;
        var most = search.Length == 0 ? Preview : PageLength;
        var rows = list.Rows.Where(row => search.Length == 0 || Array.Exists(row, cell => cell.Contains(search, StringComparison.OrdinalIgnoreCase))).Take(most + 1).ToList();
        return new CustomListModel(list.Name, list.Columns, list.Count, [.. rows.Take(most)], search, rows.Count > most, canEdit);
    }

    /// <summary>Null when there is no such list.</summary>
    public SupportListModel? Support(string name, string search, string after, bool canEdit)
    {
        if (lists.Lists.Support(name) is not { } list)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var found = list.Entries
            .Where(e => search.Length == 0 || new[] { e.Value, e.Reason, e.Comments }.Any(text => text.Contains(search, StringComparison.OrdinalIgnoreCase)))
            .Where(e => string.Compare(e.Value, after, StringComparison.OrdinalIgnoreCase) > 0)
            .OrderBy(e => e.Value, StringComparer.OrdinalIgnoreCase).Take(PageLength + 1).ToList();
        return new SupportListModel(list.Name, list.Count, [.. found.Take(PageLength).Select(e => new SupportLine(
            e.Value, e.Status.ToString(), e.Reason, e.Expires?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", e.Comments, e.Expires <= now))],
            search, found.Count > PageLength ? found[PageLength - 1].Value : null, canEdit);
    }

    public HistoryModel? History(string name, string value) => lists.Lists.Support(name) is { } list ? new(list.Name, value, support.History(list.Name, value)) : null;
}
