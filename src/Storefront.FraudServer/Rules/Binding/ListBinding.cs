using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Library;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Looking into lists. Names and columns are checked at publish and looked up again at run time: lists change without the rules.</summary>
internal sealed partial class ExpressionBinder
{
    private ListLibrary Lists => context.Resources.Lists;

    private Bound? ContainsKey(CallExpression call)
    {
        if (!Counted(call, 3, 3) || List(call) is not { } list || Column(call, list, 1) is not { } column || TextArgument(call, 2) is not { } key)
            return null;
        return Build(call, FqlType.Bool, [key], (code, at) =>
        {
            var run = CatalogueBuilder.Run<string>(code[0]);
            return new Code<bool>(f => ListReader.Contains(new Call(f, at), list, column, run(f)));
        });
    }

    private Bound? Lookup(CallExpression call, bool closest)
    {
        if (!Counted(call, 4, 5) || List(call) is not { } list || Column(call, list, 1) is not { } keyColumn
            || TextArgument(call, 2) is not { } key || Column(call, list, 3) is not { } valueColumn)
            return null;
        var otherwise = call.Arguments.Count == 5
            ? BindAs(call.Arguments[4].Value, FqlType.Any, "E404", "The default") is { } bound ? new BoundConvert(FqlType.String, bound) : null
            : (Bound)new BoundLiteral(FqlType.String, call.Name, "Unknown");
        if (otherwise is null)
            return null;
        if (closest)
            diagnostics.Warning("W607", call.Name.Span, "LookupClosest is an old function.");
        return Build(call, FqlType.String, [key, otherwise], (code, at) =>
        {
            var (run, instead) = (CatalogueBuilder.Run<string>(code[0]), CatalogueBuilder.Run<string>(code[1]));
            return new Code<string>(f => ListReader.Find(new Call(f, at), list, keyColumn, run(f), valueColumn, closest) ?? instead(f));
        });
    }

    private Bound? Support(CallExpression call, SupportStatus? status)
    {
        if (!Counted(call, 2, 2) || Constant(call, 0) is not { } list)
            return null;
        if (Lists.Support(list) is null)
            return Report("E305", call.Arguments[0].First, $"There is no support list '{list}'.", Suggestion.For(list, Lists.SupportNames));
        return TextArgument(call, 1) is not { } key ? null : Build(call, FqlType.Bool, [key], (code, _) =>
        {
            var run = CatalogueBuilder.Run<string>(code[0]);
            return new Code<bool>(f => f.Resources.Lists.Support(list)?.Find(run(f), f.Now) is { } entry && (status is null || entry.Status == status));
        });
    }

    private string? List(CallExpression call)
    {
        if (Constant(call, 0) is not { } name)
            return null;
        if (Lists.Custom(name) is not null || Lists.Support(name) is not null)
            return IsWithinLimit(ResourceKind.ListLookup, call.Arguments[0].First) ? name : null;
        Report("E305", call.Arguments[0].First, $"There is no list '{name}'.", Suggestion.For(name, Lists.Names));
        return null;
    }

    private string? Column(CallExpression call, string list, int index)
    {
        if (Constant(call, index) is not { } column)
            return null;
        if (Lists.Custom(list)?.Column(column) >= 0 || (Lists.Custom(list) is null && SupportList.IsColumn(column)))
            return column;
        Report("E305", call.Arguments[index].First, $"List '{list}' has no column '{column}'.", Suggestion.For(column, Lists.Custom(list)?.Columns ?? []));
        return null;
    }
}
