using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>Short ways to a rule book and a ruling.</summary>
internal static class Rulebooks
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    public static RuleBook Compile(string text, RuleResources? resources = null)
    {
        var result = RuleBook.Compile(text, "test.fql", resources ?? new RuleResources());
        return result.Book ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    public static Ruling Assess(string rules, string payload = "{}", RuleResources? resources = null, AssessmentKind kind = AssessmentKind.Purchase, bool explain = false) =>
        Assess(Compile(rules, (resources ?? new RuleResources()) with { Kind = kind }), payload, kind, explain);

    public static Ruling Assess(this RuleBook book, string payload, AssessmentKind kind = AssessmentKind.Purchase, bool explain = false) =>
        book.Assess(new AssessmentRequest { Kind = kind, Payload = JsonElement.Parse(payload), Now = Noon, CorrelationId = "c-1", Explain = explain });

    public static IReadOnlyList<Diagnostic> Errors(string text, RuleResources? resources = null) =>
        [.. RuleBook.Compile(text, "test.fql", resources ?? new RuleResources()).Diagnostics.Where(d => d.IsError)];

    public static string Contract(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Storefront.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside their repository.");
        return Path.Combine(folder.FullName, "docs", "contract", file);
    }
}
