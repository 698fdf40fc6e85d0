using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Gives every expression its type, bottom-up, in one pass. A null result means: reported, go on elsewhere.</summary>
internal sealed partial class ExpressionBinder(BindingContext context)
{
    private readonly DiagnosticBag diagnostics = context.Diagnostics;

    private bool HasScores => context.Resources.Kind is AssessmentKind.Purchase or AssessmentKind.AccountCreation or AssessmentKind.AccountLogin;

    public Bound? Bind(Expression expression) => expression switch
    {
        LiteralExpression literal => Literal(literal.Token),
        AttributeExpression attribute => Attribute(attribute),
        VariableExpression variable => Variable(variable),
        NameExpression name => Name(name),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        ConditionalExpression conditional => Conditional(conditional),
        CallExpression call => Call(call),
        MemberExpression member => Member(member),
        IndexExpression index => Index(index),
        ArrayExpression array => Array(array),
        ObjectExpression fields => Object(fields),
        CastExpression cast => Cast(cast),
        _ => null,
    };

    /// <summary>As <see cref="Bind"/>, for a place that wants this type; otherwise <paramref name="code"/> is reported at its first token.</summary>
    public Bound? BindAs(Expression expression, FqlType type, string code, string what)
    {
        if (Bind(expression) is not { } bound)
            return null;
        if (Convert(bound, type) is { } converted)
            return converted;
        diagnostics.Error(code, expression.First.Span, $"{what} must be {type.Name()}, this is {bound.Type.Name()}.");
        return null;
    }

    /// <summary>A value that leaves the rule: attributes as text, everything else as it is.</summary>
    public Bound? BindValue(Expression expression)
    {
        if (Bind(expression) is not { } bound)
            return null;
        if (bound.Type == FqlType.CharSet)
            return Report("E404", expression.First, "A set of characters is not a value.");
        return bound.Type == FqlType.Attr ? new BoundConvert(FqlType.String, bound) : Convert(bound, FqlType.Any);
    }

    /// <summary>Null when the type cannot stand there.</summary>
    private static Bound? Convert(Bound bound, FqlType type)
    {
        if (bound.Type == type || (type == FqlType.String && bound.Type == FqlType.Decision))
            return bound;
        var flexible = bound.Type.IsFlexible() || bound.Type == FqlType.Call;
        return type switch
        {
            FqlType.Any => bound.Type == FqlType.CharSet ? null : new BoundConvert(type, bound),
            FqlType.Json => flexible ? new BoundConvert(type, bound) : null,
            FqlType.Double when bound is BoundLiteral { Value: long whole } => new BoundLiteral(type, bound.First, (double)whole),
            FqlType.Double when bound.Type == FqlType.Int => new BoundConvert(type, bound),
            FqlType.Bool or FqlType.Int or FqlType.Double or FqlType.String or FqlType.DateTime when flexible => new BoundConvert(type, bound),
            _ => null,
        };
    }

    private Bound? Literal(Token token) => token.Kind switch
    {
        TokenKind.Int => new BoundLiteral(FqlType.Int, token, token.Value!),
        TokenKind.Double => new BoundLiteral(FqlType.Double, token, token.Value!),
        TokenKind.String => new BoundLiteral(FqlType.String, token, token.Value!),
        TokenKind.Window => Report("E406", token, "A time window stands only in a velocity, as its second argument."),
        _ when token.Is("true") => new BoundLiteral(FqlType.Bool, token, true),
        _ when token.Is("false") => new BoundLiteral(FqlType.Bool, token, false),
        _ => new BoundNull(token),
    };

    private BoundAttribute Attribute(AttributeExpression attribute)
    {
        var type = attribute.IsJson ? FqlType.Json : FqlType.Attr;
        if (attribute.Path is not { } path)
            return new BoundAttribute(type, attribute.Token, null, -1);
        if (ScoreStage(path) is { } needed)
        {
            if (HasScores && context.Section == SectionKind.Clause && context.Stage < needed)
                diagnostics.Warning("W602", attribute.Token.Span, $"{path.Text} is missing before its stage.", $"give the clause stage={needed.ToString().ToLowerInvariant()}");
            return new BoundAttribute(type, attribute.Token, path, -1);
        }
        if (context.Resources.SamplePayload is { } sample && PathReader.Read(new EventContext(sample), path).Kind == ValueKind.Missing)
            diagnostics.Warning("W608", attribute.Token.Span, $"The sample payload has no {path.Text}.");
        return new BoundAttribute(type, attribute.Token, path, context.Book.SlotOf(path));
    }

    // Scores come and go with the stages, so they are the one thing never remembered between reads.
    private static Stage? ScoreStage(AttributePath path) => path.Segments[0].Name.ToUpperInvariant() switch
    {
        "RISKSCORE" => Stage.Risk,
        "BOTSCORE" => Stage.Bot,
        _ => null,
    };

    private BoundVariable? Variable(VariableExpression variable)
    {
        if (context.Variables.Find(variable.Name) is { } symbol)
            return new BoundVariable(symbol.Type, variable.Token, symbol);
        diagnostics.Error("E303", variable.Token.Span, $"There is no variable ${variable.Name} here.", Suggestion.For(variable.Name, context.Variables.Names));
        return null;
    }

    private Bound? Name(NameExpression name)
    {
        if (context.Parameters.TryGetValue(name.Token.Text, out var symbol))
            return new BoundVariable(symbol.Type, name.Token, symbol);
        return Report("E303", name.Token, $"'{name.Token.Text}' is not known here.",
            context.Parameters.Count > 0 ? Suggestion.For(name.Token.Text, context.Parameters.Keys) : "text is written in quotes, an attribute @\"…\", a variable $…");
    }

    private BoundArray? Array(ArrayExpression array)
    {
        var items = array.Items.Select(BindValue).ToList();
        return items.Contains(null) ? null : new BoundArray(array.Bracket, items!);
    }

    private BoundObject? Object(ObjectExpression written)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var fields = new List<BoundPair?>();
        foreach (var field in written.Fields)
        {
            if (!names.Add(field.Name))
                fields.Add(Report<BoundPair>("E409", field.Key, $"There is a field {field.Name} already."));
            else
                fields.Add(BindValue(field.Value) is { } value ? new BoundPair(field.Name, value) : null);
        }
        return fields.Contains(null) ? null : new BoundObject(written.Brace, fields!);
    }

    private BoundConvert Cast(CastExpression cast)
    {
        diagnostics.Warning("W607", cast.Type.Span, "Casts are an old form.", "write .AsDouble() and the like behind the attribute");
        var type = cast.Type.Text.ToUpperInvariant() switch
        {
            "STRING" => FqlType.String,
            "INT" => FqlType.Int,
            "DOUBLE" => FqlType.Double,
            "BOOL" => FqlType.Bool,
            _ => FqlType.DateTime,
        };
        return new BoundConvert(type, Attribute(cast.Attribute));
    }

    private Bound? Report(string code, Token at, string message, string? hint = null) => Report<Bound>(code, at, message, hint);

    private T? Report<T>(string code, Token at, string message, string? hint = null) where T : class
    {
        diagnostics.Error(code, at.Span, message, hint);
        return null;
    }
}
