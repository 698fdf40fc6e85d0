using System.Text.Json;
using Storefront.FraudServer.Rules.Files;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary><c>=== id title</c> and directives: rules, events, payloads and what is expected of each.</summary>
internal sealed record BlockCase(string Id, int Line, AssessmentKind Kind, IReadOnlyList<Directive> Definitions, IReadOnlyList<CaseStep> Steps, string Path)
    : Case(Id, Line)
{
    private static readonly string[] DefinitionWords = ["env", "rule", "action", "routing", "when", "clause", "set", "velocity", "function", "output"];

    public static IEnumerable<BlockCase> Read(string path, int firstLine, string[] lines)
    {
        var starts = lines.Select((text, i) => (Text: text, Index: i)).Where(l => l.Text.StartsWith("===", StringComparison.Ordinal)).Select(l => l.Index).ToList();
        var before = starts.Count > 0 ? starts[0] : lines.Length;
        if (lines.Take(before).Any(l => l.Trim().Length > 0))
            throw new MalformedCaseException($"{path}:{firstLine}: a case begins with === id title.");
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : lines.Length;
            yield return Read(path, firstLine + starts[i], lines[starts[i]], string.Join('\n', lines[(starts[i] + 1)..end]));
        }
    }

    private static BlockCase Read(string path, int line, string title, string text)
    {
        var id = title[3..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?? throw new MalformedCaseException($"{path}:{line}: a case needs an id.");
        if (DirectiveReader.Preamble(text).Text.Trim().Length > 0)
            throw new MalformedCaseException($"{path}:{line + 1}: this line belongs to no directive.");
        var kind = AssessmentKind.Assessment;
        var definitions = new List<Directive>();
        var steps = new List<CaseStep>();
        foreach (var directive in DirectiveReader.Read(text, line + 1))
        {
            if (directive.Word == "kind")
                kind = KindOf(path, directive);
            else if (!DefinitionWords.Contains(directive.Word, StringComparer.Ordinal))
                steps.Add(CaseStep.Read(path, directive));
            else if (steps.Exists(s => s is PayloadStep))
                throw new MalformedCaseException($"{path}:{directive.At.Line}: rules cannot change after the first %payload.");
            else
                definitions.Add(directive);
        }
        if (!steps.Exists(s => s is ExpectStep))
            throw new MalformedCaseException($"{path}:{line}: case {id} expects nothing.");
        return new BlockCase(id, line, kind, definitions, steps, path);
    }

    private static AssessmentKind KindOf(string path, Directive directive) => directive.Rest switch
    {
        "purchase" => AssessmentKind.Purchase,
        "login" => AssessmentKind.AccountLogin,
        "create" => AssessmentKind.AccountCreation,
        "assessment" => AssessmentKind.Assessment,
        "custom" => AssessmentKind.Custom,
        _ => throw new MalformedCaseException($"{path}:{directive.At.Line}: '{directive.Rest}' is no kind of assessment."),
    };

    public override IReadOnlyList<Failure> Run(Fixture fixture)
    {
        var velocities = new MemoryVelocityStore();
        var resources = fixture.Resources(Kind) with { Velocities = velocities };
        var diagnostics = new DiagnosticBag("", Path);
        var result = RuleBook.Compile(RuleFileReader.Read(Definitions, diagnostics), "", resources, diagnostics);
        if (result.Book is not { } book)
            return [new Failure(Line, $"does not compile: {result.Diagnostics[0]}")];
        var run = new CaseRun(this, fixture, velocities, book);
        foreach (var step in Steps)
            step.Apply(run);
        return run.Failures;
    }
}

/// <summary>A case under way: the clock, and the last ruling.</summary>
internal sealed class CaseRun(BlockCase block, Fixture fixture, MemoryVelocityStore velocities, RuleBook book)
{
    public List<Failure> Failures { get; } = [];
    public DateTimeOffset Now { get; set; } = fixture.Now;
    public AssessmentKind Kind => block.Kind;
    public Ruling? Ruling { get; private set; }

    public void Assess(JsonElement payload)
    {
        Ruling = book.Assess(new AssessmentRequest
        {
            Kind = Kind,
            ApiName = Kind is AssessmentKind.Assessment or AssessmentKind.Custom ? "Demo" : "",
            Payload = payload,
            Now = Now,
            CorrelationId = fixture.CorrelationId,
            Scores = fixture.Scores,
            DeviceAttributes = fixture.DeviceOf(payload)?.Attributes,
        });
        string[] types = Kind switch
        {
            AssessmentKind.Purchase => ["Purchase"],
            AssessmentKind.AccountLogin => ["AccountLogin"],
            AssessmentKind.AccountCreation => ["AccountCreation"],
            AssessmentKind.Custom => ["CustomAssessment", "Demo"],
            _ => ["Demo"],
        };
        Count(new VelocityEvent { Types = types, Body = payload, At = Now, Ruling = Ruling });
    }

    public void Count(VelocityEvent counted) => velocities.Apply(book.VelocityUpdates(counted));
}
