using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Files;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Portal.Migration;

/// <summary>What runs here and means something else than in the hosted service; docs/migrating.md has the same table in words.</summary>
internal static class Differences
{
    private const string Score = "the score comes from a scorecard you can read and change, not from a model trained over all merchants: the same number means something else";
    private const string Device = "fingerprinting knows about 25 attributes, not a hundred; the others are missing";

    // By the word and the one behind its dot; * is any.
    private static readonly Dictionary<(string Word, string Member), string> Words = new()
    {
        [("MODEL", "RISK")] = Score,
        [("MODEL", "BOT")] = "the bot score comes from a scorecard over what the browser told, and only where fingerprinting is switched on",
        [("GEO", "*")] = "it answers from the address file you supply",
        [("BIN", "LOOKUP")] = "it answers from the card range file you supply",
        [("DEVICE", "GETSPEEDOFTRAVEL")] = "it answers when the address file you supply has latitude and longitude, else it is 0",
        [("DEVICE", "*")] = Device,
        [("GIBBERSCORE", "")] = "it comes from counted pairs of letters, not from the hosted model: try thresholds again",
        [("EXTERNAL", "*")] = "the call is the one of this name in the settings",
    };

    private static readonly Dictionary<string, string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["riskScore"] = Score,
        ["botScore"] = "the bot score comes from a scorecard over what the browser told",
        ["deviceAttributes"] = Device,
    };

    /// <summary>Every line that runs differently, with how.</summary>
    public static IEnumerable<(int Line, string How)> In(string text)
    {
        var directives = DirectiveReader.Read(text);
        foreach (var directive in directives)
            if (directive.Word == "velocity")
                yield return (directive.At.Line, "it begins at zero when it is published, unless it counts back what came in before");
        foreach (var section in directives.Count == 0 ? [new SourceSection(text)] : directives.Select(directive => directive.Text))
            foreach (var found in In(section))
                yield return found;
    }

    private static IEnumerable<(int Line, string How)> In(SourceSection section)
    {
        var tokens = Lexer.Read(section, new DiagnosticBag(section.Text, ""));
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Word && How(token.Text, tokens, i) is { } how)
                yield return (token.Span.Line, how);
            else if (token.Kind is TokenKind.Attribute or TokenKind.JsonAttribute
                && Attributes.GetValueOrDefault(token.Text.Trim('@', '"', '\'').Split('.', '[')[0]) is { } different)
                yield return (token.Span.Line, different);
        }
    }

    private static string? How(string word, List<Token> tokens, int i)
    {
        var name = word.ToUpperInvariant();
        if (i + 2 >= tokens.Count || tokens[i + 1].Kind != TokenKind.Dot)
            return Words.GetValueOrDefault((name, ""));
        return Words.GetValueOrDefault((name, tokens[i + 2].Text.ToUpperInvariant())) ?? Words.GetValueOrDefault((name, "*"));
    }
}
