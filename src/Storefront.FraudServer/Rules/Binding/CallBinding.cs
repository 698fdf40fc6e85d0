using Storefront.FraudServer.Rules.Library;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Functions, namespaces, members and methods.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly string[] Namespaces =
        ["Math", "DateTime", "TimeSpan", "DayOfWeek", "CharSet", "Convert", "String", "Array", "Arrays", "Patterns", "Model", "Geo", "Device",
         "BIN", "Request", "Response", "Velocity", "External", "Assessments", "Functions", "Assessment"];

    private Bound? Call(CallExpression call)
    {
        if (call.Target is null)
            return Special(call.Name.Text, call) is { } special ? special() : Function(call.Name.Text, call, call.Name);
        if (call.Target is NameExpression name && !context.Parameters.ContainsKey(name.Token.Text))
            return NamespaceCall(name.Token, call);
        if (call.Target is MemberExpression { Target: NameExpression owner } member && owner.Token.Is("Assessments"))
            return AssessmentCall(member.Name, call);
        return IsFunctionsPath(call.Target) ? UserFunctionWithoutOutput(call) : Method(call);
    }

    private Bound? NamespaceCall(Token name, CallExpression call)
    {
        if (name.Is("Velocity"))
            return Velocity(call);
        if (name.Is("External"))
            return External(call);
        if (name.Is("Functions"))
            return UserFunctionWithoutOutput(call);
        if (!Namespaces.Contains(name.Text, StringComparer.OrdinalIgnoreCase))
            return Report("E301", name, $"There is no '{name.Text}'.", Suggestion.For(name.Text, Namespaces));
        var full = $"{name.Text}.{call.Name.Text}";
        return Special(full, call) is { } special ? special() : Function(full, call, name);
    }

    private Bound? Member(MemberExpression member)
    {
        if (member.Target is CallExpression { Target: not null } call
            && (call.Target is NameExpression n && n.Token.Is("Functions") || IsFunctionsPath(call.Target)))
            return UserFunction(call, member.Name);
        if (member.Target is NameExpression name && !context.Parameters.ContainsKey(name.Token.Text))
            return Constant(name.Token, member);
        if (Bind(member.Target) is not { } target)
            return null;
        if (target.Type is FqlType.Json or FqlType.Call)
            return new BoundMember(member.First, Convert(target, FqlType.Json)!, member.Name.Text);
        var found = Candidates(target.Type, member.Name.Text, property: true).FirstOrDefault();
        if (found is null)
            return UnknownMember(target, member.Name, property: true);
        return new BoundCall(found, member.First, member.Name, [Convert(target, found.Parameters[0])!]);
    }

    private Bound? Constant(Token name, MemberExpression member)
    {
        if (!Namespaces.Contains(name.Text, StringComparer.OrdinalIgnoreCase))
            return Name(new NameExpression(name));
        if (Catalogue.Functions.TryGetValue($"{name.Text}.{member.Name.Text}", out var found) && found[0].IsProperty)
            return new BoundCall(found[0], member.First, member.Name, []);
        return Report("E301", member.Name, $"{name.Text} has no member {member.Name.Text}.",
            found is not null ? "it is called with parentheses" : Suggestion.For(member.Name.Text, Catalogue.MembersOf(name.Text)));
    }

    private Bound? Function(string name, CallExpression call, Token first)
    {
        if (!Catalogue.Functions.TryGetValue(name, out var overloads) || overloads[0].IsProperty)
            return Report("E301", call.Name, $"There is no function {name}.",
                overloads is not null ? "it is read without parentheses" : Suggestion.For(name, Catalogue.Names));
        return Overload(overloads, call, first, null);
    }

    private Bound? Method(CallExpression call)
    {
        if (Bind(call.Target!) is not { } target)
            return null;
        if (call.Name.Is("GetDiagnostics"))
            return GetDiagnostics(call, target);
        if (call.Name.Is("ToString") && call.Arguments.Count == 1 && Convert(target, FqlType.DateTime) is { } date)
            return Format(call, date);
        var overloads = Candidates(target.Type, call.Name.Text, property: false).ToList();
        return overloads.Count == 0 ? UnknownMember(target, call.Name, property: false) : Overload(overloads, call, call.First, target);
    }

    private static IEnumerable<Function> Candidates(FqlType type, string name, bool property)
    {
        foreach (var owner in Owners(type, property))
            if (Catalogue.Functions.TryGetValue($".{owner}.{name}", out var found) && found[0].IsProperty == property)
                return found;
        return [];
    }

    // A flexible value is asked as Json first, then as text, then as a date.
    private static string[] Owners(FqlType type, bool property) => type switch
    {
        FqlType.Attr => property ? ["DateTime", "String"] : ["Json", "Convertible", "Any", "String", "DateTime"],
        FqlType.Json or FqlType.Call => ["Json", "Convertible", "Any", "String", "DateTime"],
        FqlType.String or FqlType.Decision => ["String", "Convertible", "Any"],
        FqlType.Int or FqlType.Double => ["Convertible", "Any"],
        FqlType.CharSet => [],
        _ => [type.ToString(), "Any"],
    };

    private Bound? UnknownMember(Bound target, Token name, bool property)
    {
        var hint = target is BoundAttribute { Path.Searched: true } attribute ? $"write @\"{attribute.Path.Text}.{name.Text}\""
            : Candidates(target.Type, name.Text, !property).Any() ? (property ? "it is called with parentheses" : "it is read without parentheses")
            : Suggestion.For(name.Text, Owners(target.Type, property).SelectMany(o => Catalogue.MembersOf("." + o)));
        return Report("E302", name, $"{Capital(target.Type.Name())} has no member {name.Text}.", hint);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private Bound? Overload(IReadOnlyList<Function> overloads, CallExpression call, Token first, Bound? target)
    {
        if (overloads[0].ReplacedBy is { } today)
            diagnostics.Warning("W607", call.Name.Span, $"{overloads[0].Name} is an old name.", $"write {today}");
        var before = target is null ? 0 : 1;
        var fitting = overloads.Where(o => o.Parameters.Count == call.Arguments.Count + before).ToList();
        if (fitting.Count == 0)
            return WrongCount(call, [.. overloads.Select(o => o.Parameters.Count - before)]);
        if (call.Arguments.FirstOrDefault(a => a.Name is not null) is { } named)
            return Report("E404", named.Name!, $"{call.Name.Text} has no argument called {named.Word}.");
        var arguments = call.Arguments.Select(a => Bind(a.Value)).ToList();
        if (arguments.Contains(null))
            return null;
        foreach (var function in fitting)
        {
            var converted = arguments.Select((a, i) => Convert(a!, function.Parameters[i + before])).ToList();
            if (!converted.Contains(null))
                return new BoundCall(function, first, call.Name, target is null ? [.. converted!] : [Convert(target, function.Parameters[0])!, .. converted!]);
        }
        var wrong = arguments.FindIndex(a => !fitting.Any(f => Convert(a!, f.Parameters[arguments.IndexOf(a) + before]) is not null));
        return WrongType(call, Math.Max(0, wrong), fitting[0].Parameters[Math.Max(0, wrong) + before], arguments[Math.Max(0, wrong)]!);
    }

    private Bound? WrongType(CallExpression call, int index, FqlType wanted, Bound given) =>
        Report("E404", call.Arguments[index].First, $"{call.Name.Text} wants {wanted.Name()} here, this is {given.Type.Name()}.");

    private Bound? WrongCount(CallExpression call, IReadOnlyList<int> counts)
    {
        var wanted = string.Join(" or ", counts.Distinct().Order());
        return Report("E403", call.Name, $"{call.Name.Text} takes {wanted} argument{(wanted == "1" ? "" : "s")}, not {call.Arguments.Count}.");
    }

    private Bound? Index(IndexExpression index)
    {
        var target = Bind(index.Target);
        var position = Bind(index.Index);
        if (target is null || position is null)
            return null;
        if (target.Type is not (FqlType.Json or FqlType.Call))
            return Report("E302", index.Bracket, $"{Capital(target.Type.Name())} has no elements.", target.Type == FqlType.Attr ? "write @@\"…\", or the index inside the path" : null);
        return Convert(position, FqlType.Int) is { } number
            ? new BoundIndex(index.First, Convert(target, FqlType.Json)!, number)
            : Report("E404", index.Index.First, "An index is an Int.");
    }
}
