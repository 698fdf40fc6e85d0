using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Library;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Functions that need more than types: literals, attributes, a place they are allowed in, or something configured.</summary>
internal sealed partial class ExpressionBinder
{
    private Func<Bound?>? Special(string name, CallExpression call) => name.ToUpperInvariant() switch
    {
        "EXISTS" => () => Exists(call),
        "CONTAINSKEY" => () => ContainsKey(call),
        "LOOKUP" => () => Lookup(call, closest: false),
        "LOOKUPCLOSEST" => () => Lookup(call, closest: true),
        "INSUPPORTLIST" => () => Support(call, null),
        "ISSAFE" => () => Support(call, SupportStatus.Safe),
        "ISBLOCK" => () => Support(call, SupportStatus.Block),
        "ISWATCH" => () => Support(call, SupportStatus.Watch),
        "GETVARIABLE" => () => GetVariable(call),
        "PATTERNS.ISREGEXMATCH" => () => RegexMatch(call),
        "MODEL.RISK" => () => Risk(call),
        "RESPONSE.DECISION" => () => ResponseDecision(call),
        "DEVICE.GETSELECTEDATTRIBUTES" => () => SelectedAttributes(call),
        var geo when geo.StartsWith("GEO.", StringComparison.Ordinal) && GeoMember(call.Name.Text) is { } read => () => Geo(call, read),
        _ => null,
    };

    private Bound? Exists(CallExpression call)
    {
        if (!Counted(call, 1, 1) || Bind(call.Arguments[0].Value) is not { } value)
            return null;
        if (!value.Type.IsFlexible() && value.Type != FqlType.Call)
            return WrongType(call, 0, FqlType.Attr, value);
        return Build(call, FqlType.Bool, [Convert(value, FqlType.Json)!], (code, _) =>
        {
            var run = CatalogueBuilder.Run<Value>(code[0]);
            return new Code<bool>(f => !run(f).IsAbsent);
        });
    }

    private Bound? GetVariable(CallExpression call)
    {
        if (!Counted(call, 1, 1) || Constant(call, 0) is not { } name)
            return null;
        return Build(call, FqlType.Json, [], (_, _) => new Code<Value>(f => f.Globals.Get(f.EnvironmentIndex, name)));
    }

    private Bound? RegexMatch(CallExpression call)
    {
        if (!Counted(call, 2, 2) || Constant(call, 0) is not { } pattern || TextArgument(call, 1) is not { } source)
            return null;
        BoundedRegex regex;
        try
        {
            regex = new BoundedRegex(pattern);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Report("E407", call.Arguments[0].First, e is NotSupportedException
                ? "This pattern uses something that cannot be matched in bounded time (look-around, back-reference …)."
                : "This is not a regular expression.");
        }
        return Build(call, FqlType.Bool, [source], (code, at) =>
        {
            var text = CatalogueBuilder.Run<string>(code[0]);
            return new Code<bool>(f => regex.IsMatch(text(f), f, at));
        });
    }

    private Bound? Risk(CallExpression call)
    {
        if (context.Resources.Kind == AssessmentKind.Custom)
            return Report("E408", call.Name, "Model.Risk is not available in assessments of this template.");
        if (!Counted(call, 0, 0))
            return null;
        if (context.Resources.RiskScorecard is null)
            diagnostics.Warning("W606", call.Name.Span, "There is no scorecard: the score is -1, which is below every limit.");
        return Build(call, FqlType.Model, [], (_, _) => new Code<ModelScore>(f =>
        {
            f.Models.RiskAsked = true;
            var result = f.Models.Risk(f);
            return new ModelScore(result.Score, result.ReasonCodes);
        }));
    }

    private Bound? ResponseDecision(CallExpression call)
    {
        if (context.Section != SectionKind.Action && !(context.Section == SectionKind.Condition && context.OfActionRule))
            return Report("E408", call.Name, "The decision is known only in action rules.");
        return Counted(call, 0, 0) ? Build(call, FqlType.Decision, [], (_, _) => new Code<string>(f => f.Decision.ToString())) : null;
    }

    private Bound? SelectedAttributes(CallExpression call)
    {
        if (!Counted(call, 2, 1_000) || TextArgument(call, 0) is not { } id)
            return null;
        if (call.Arguments.Count > 21)
            return Report("E501", call.Arguments[21].First, "At most 20 attributes can be selected.");
        var names = Enumerable.Range(1, call.Arguments.Count - 1).Select(i => Constant(call, i)).ToList();
        if (names.Contains(null))
            return null;
        return Build(call, FqlType.Json, [id], (code, at) =>
        {
            var session = CatalogueBuilder.Run<string>(code[0]);
            return new Code<Value>(f => OutsideFunctions.Session(new Call(f, at), session(f)) is { } found
                ? OutsideFunctions.Selected(found, names!) : Value.Missing);
        });
    }

    private static Func<GeoPlace, string>? GeoMember(string name) => name.ToUpperInvariant() switch
    {
        "COUNTRYCODE" => p => p.CountryCode,
        "COUNTRYREGION" => p => p.CountryRegion,
        "REGION" => p => p.Region,
        "REGIONCODE" => p => p.RegionCode,
        "CITY" => p => p.City,
        "MARKETCODE" => p => p.MarketCode,
        "ISP" => p => p.Isp,
        "POSTALCODE" => p => p.PostalCode,
        _ => null,
    };

    private Bound? Geo(CallExpression call, Func<GeoPlace, string> read)
    {
        if (!Counted(call, 1, 1) || Bind(call.Arguments[0].Value) is not { } address)
            return null;
        if (!address.Type.IsFlexible())
            return Report("E404", call.Arguments[0].First, "The address must be an attribute of the event, not a text of your own.");
        if (call.Name.Is("Isp") || call.Name.Is("PostalCode"))
            diagnostics.Warning("W607", call.Name.Span, $"Geo.{call.Name.Text} is an old function.");
        if (context.Resources.Geo is null)
            diagnostics.Warning("W606", call.Name.Span, "There is no address file: the answer is always empty.");
        var function = $"Geo.{call.Name.Text}";
        return Build(call, FqlType.String, [Convert(address, FqlType.String)!], (code, at) =>
        {
            var ip = CatalogueBuilder.Run<string>(code[0]);
            return new Code<string>(f => f.Resources.Geo?.Find(ip(f)) is { } place ? read(place) : NotConfigured.Note(f, function, at, ""));
        });
    }

    private Bound? GetDiagnostics(CallExpression call, Bound target)
    {
        if (target.Type != FqlType.Call)
            return Report("E404", call.Target!.First, "Diagnostics exist only for the answer of an external call or assessment.");
        return !Counted(call, 0, 0) ? null : Build(call, FqlType.Json, [target], (code, _) =>
        {
            var result = CatalogueBuilder.Run<CallResult>(code[0]);
            return new Code<Value>(f =>
            {
                var (name, _, values) = result(f);
                f.Diagnostics.Add(new CallDiagnostics(name, JsonText.Node(Value.Of(values))));
                return Value.Of(values);
            });
        });
    }

    private Bound? Format(CallExpression call, Bound date)
    {
        if (Constant(call, 0) is not { } format)
            return null;
        if (DateFunctions.Format(DateTime.UnixEpoch, format) is null || format.Length > 100)
            return Report("E404", call.Arguments[0].First, $"'{format}' is not a date format.");
        return Build(call, FqlType.String, [date], (code, _) =>
        {
            var run = CatalogueBuilder.Run<DateTime>(code[0]);
            return new Code<string>(f => DateFunctions.Format(run(f), format) ?? "");
        });
    }

    private static BoundCall Build(CallExpression call, FqlType result, IReadOnlyList<Bound> arguments, Emitter emit) =>
        new(new Function(call.Name.Text, [.. arguments.Select(a => a.Type)], result, emit), call.First, call.Name, arguments);

    private bool Counted(CallExpression call, int least, int most)
    {
        if (call.Arguments.Count < least || call.Arguments.Count > most)
            WrongCount(call, [least, most]);
        else if (call.Arguments.FirstOrDefault(a => a.Name is not null) is { } named)
            Report("E404", named.Name!, $"{call.Name.Text} has no argument called {named.Word}.");
        else
            return true;
        return false;
    }

    private string? Constant(CallExpression call, int index)
    {
        var argument = call.Arguments[index].Value;
        if (argument is LiteralExpression { Token: { Kind: TokenKind.String, Value: string text } })
            return text;
        Report("E405", argument.First, $"{call.Name.Text} needs a text in quotes here.");
        return null;
    }

    private Bound? TextArgument(CallExpression call, int index)
    {
        if (Bind(call.Arguments[index].Value) is not { } bound)
            return null;
        return Convert(bound, FqlType.String) ?? WrongType(call, index, FqlType.String, bound);
    }
}
