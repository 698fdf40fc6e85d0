using Storefront.FraudServer.Received;
using Storefront.FraudServer.Rules;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>What rules say about one event, for a page.</summary>
public sealed record Trial
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which rules.</summary>
    public required string Rules { get; init; }
    public required string Decision { get; init; }
    public string Reason { get; init; } = "";
    public string SupportMessage { get; init; } = "";
    public string ChallengeType { get; init; } = "";
    public string Rule { get; init; } = "";
    public string Clause { get; init; } = "";
    public string Queue { get; init; } = "";
    public int RiskScore { get; init; } = -1;
    public string ReasonCodes { get; init; } = "";

    /// <summary>What Output and SetResponse wrote, by clause and key.</summary>
    public IReadOnlyList<(string Name, string Value)> Output { get; init; } = [];
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>Faults and remarks.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Every condition that was reached, in order.</summary>
    public IReadOnlyList<TrialStep> Steps { get; init; } = [];

    internal static Trial Of(string rules, Ruling ruling) => new()
    {
        Rules = rules,
        Decision = ruling.Decision.ToString(),
        Reason = ruling.Reason ?? "",
        SupportMessage = ruling.SupportMessage ?? "",
        ChallengeType = ruling.ChallengeType ?? "",
        Rule = ruling.Rule,
        Clause = ruling.Clause,
        Queue = ruling.Queue ?? "",
        RiskScore = ruling.RiskScore,
        ReasonCodes = ruling.ReasonCodes,
        Output = [.. ruling.Output.SelectMany(group => group.Items.Select(item => ($"{group.Clause}.{item.Key}", Text(item.Value))))],
        Variables = [.. ruling.Variables.Select(variable => (variable.Key, Text(variable.Value)))],
        Notes = [.. ruling.Notes.Select(note => $"{note.Code} {note.Message}{(note.Rule.Length > 0 ? $" ({note.Rule}{(note.Clause.Length > 0 ? " / " + note.Clause : "")}, line {note.Line})" : "")}")],
        Steps = [.. ruling.Statements.Select(s => new TrialStep(s.Environment, s.Rule, s.Clause, s.Statement, s.Line, s.Fired, [.. s.Reads.Select(read => (read.Name, Text(read.Value)))]))],
    };

    private static string Text(JsonNode? value) => value is null ? "" : Redaction.Text(
        value is JsonValue text && text.TryGetValue(out string? said) ? said.Length == 0 ? "\"\"" : said : value.ToJsonString(Readable));
}

/// <summary>A condition that was reached: did it hold, and what did it look at.</summary>
public sealed record TrialStep(string Environment, string Rule, string Clause, string Statement, int Line, bool Fired, IReadOnlyList<(string Name, string Value)> Reads);

/// <summary>A remark about a text, with the line it is about and a caret below the place.</summary>
public sealed record Remark(bool IsError, string Code, int Line, int Column, string Message, string Hint, string Caret)
{
    internal static IReadOnlyList<Remark> Of(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(d => new Remark(
        d.IsError, d.Code, d.Span.Line, d.Span.Column, d.Message, d.Hint ?? "", d.LineText.Length is > 0 and < 400 ? d.Caret : ""))];
}
