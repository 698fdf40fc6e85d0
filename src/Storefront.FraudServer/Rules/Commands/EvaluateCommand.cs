using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Commands;

/// <summary>Runs a rule file on one payload and prints what it decides. Faults and notes go to standard error.</summary>
internal static class EvaluateCommand
{
    private const string Usage =
        "Usage: evaluate --rules R.fql --payload P.json [--kind purchase|login|create|assessment|custom] [--now TIME] [--lists DIR] [--history FILE]";

    private static readonly JsonSerializerOptions Printed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, Usage, "--rules", "--payload", "--kind", "--now", "--lists", "--history");
        var (rules, payloadFile) = (options.Required("--rules"), options.Required("--payload"));
        var kind = Kinds.Parse(options.Optional("--kind"), Usage);
        var now = Now(options.Optional("--now"));
        var text = InputFiles.Text(rules);
        var payload = InputFiles.Object(InputFiles.Text(payloadFile), payloadFile);
        var history = options.Optional("--history") is { } file ? InputFiles.History(file) : [];

        var velocities = new MemoryVelocityStore();
        var resources = new RuleResources
        {
            Kind = kind,
            Lists = InputFiles.Lists(options.Optional("--lists")),
            Velocities = velocities,
            RiskScorecard = DefaultFiles.Scorecard,
            Gibberish = DefaultFiles.Gibberish,
        };
        resources = resources with { EventTypes = [.. resources.EventTypes, .. history.Select(h => h.Type)] };
        var result = RuleBook.Compile(text, rules, resources);
        if (result.Book is not { } book)
        {
            CheckCommand.Print(result.Diagnostics.Where(d => d.IsError), error);
            return RuleCommands.MalformedRule;
        }
        foreach (var past in history.Where(h => h.Time <= now).OrderBy(h => h.Time))
            velocities.Apply(book.VelocityUpdates(new VelocityEvent { Types = [past.Type], Body = past.Body, At = past.Time }));

        var ruling = book.Assess(new AssessmentRequest { Kind = kind, Payload = payload, Now = now });
        foreach (var note in ruling.Notes)
            error.WriteLine($"{rules}:{note.Line}:{note.Column}: {note.Code} {note.Message}");
        output.WriteLine(Print(ruling).ToJsonString(Printed));
        return RuleCommands.Fine;
    }

    private static DateTimeOffset Now(string? text) =>
        text is null ? TimeProvider.System.GetUtcNow()
        : InputFiles.Time(text) ?? throw new UsageException($"'{text}' is no time; write 2026-03-15T11:04:30Z.\n{Usage}");

    private static JsonObject Print(Ruling ruling) => new()
    {
        ["decision"] = ruling.Decision.ToString(),
        ["reason"] = ruling.Reason,
        ["supportMessage"] = ruling.SupportMessage,
        ["challengeType"] = ruling.ChallengeType,
        ["rule"] = ruling.Rule,
        ["clause"] = ruling.Clause,
        ["output"] = ruling.CustomProperties.DeepClone(),
        ["variables"] = ruling.Variables.DeepClone(),
        ["trace"] = new JsonArray([.. ruling.Traces.Select(t => new JsonObject { ["rule"] = t.Rule, ["attributes"] = t.Attributes.DeepClone() })]),
    };
}
