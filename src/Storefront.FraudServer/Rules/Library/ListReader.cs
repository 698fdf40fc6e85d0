using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>Reads a list as it is now; one that vanished since the rules were published gives the default and fault R706.</summary>
internal static class ListReader
{
    public static bool Contains(Call call, string list, string column, string key)
    {
        var lists = call.Frame.Resources.Lists;
        if (lists.Custom(list) is { } custom)
            return custom.Column(column) is >= 0 and var at ? custom.Contains(at, key) : Vanished(call, list) is not null;
        return lists.Support(list) is { } support ? support.FindBy(column, key, call.Frame.Now) is not null : Vanished(call, list) is not null;
    }

    public static string? Find(Call call, string list, string keyColumn, string key, string valueColumn, bool closest)
    {
        var lists = call.Frame.Resources.Lists;
        if (lists.Custom(list) is not { } custom)
            return lists.Support(list) is { } support
                ? support.FindBy(keyColumn, key, call.Frame.Now) is { } entry ? SupportList.Cell(entry, valueColumn) : null
                : Vanished(call, list);
        var (from, to) = (custom.Column(keyColumn), custom.Column(valueColumn));
        if (from < 0 || to < 0)
            return Vanished(call, list);
        return closest ? custom.FindClosest(from, key, to) : custom.Find(from, key, to);
    }

    private static string? Vanished(Call call, string list)
    {
        call.Frame.Remark("R706", $"List '{list}' or a column of it is gone.", call.At);
        return null;
    }
}
