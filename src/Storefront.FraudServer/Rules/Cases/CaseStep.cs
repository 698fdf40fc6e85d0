using System.Text.Json;
using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Rules.Files;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>Something that happens in a case, in the order of the file.</summary>
internal abstract record CaseStep(int Line)
{
    public abstract void Apply(CaseRun run);

    public static CaseStep Read(string path, Directive directive)
    {
        var line = directive.At.Line;
        switch (directive.Word)
        {
            case "payload":
                return new PayloadStep(line, Object(path, line, directive.Text.Text));
            case "expect":
                return new ExpectStep(line, Expectation.Known(path, line, Object(path, line, directive.Text.Text)));
            case "now":
                return new NowStep(line, Time(path, line, directive.Rest));
            case "event" when directive.Text.Text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries) is [var type, var time, var json]:
                return new EventStep(line, type, Time(path, line, time), Object(path, line, json));
            default:
                throw new MalformedCaseException($"{path}:{line}: %{directive.Word} cannot be understood.");
        }
    }

    private static JsonElement Object(string path, int line, string text) =>
        CaseFile.Json(path, line, text) is { ValueKind: JsonValueKind.Object } json ? json
            : throw new MalformedCaseException($"{path}:{line}: a JSON object is expected.");

    private static DateTimeOffset Time(string path, int line, string text) =>
        InputFiles.Time(text) ?? throw new MalformedCaseException($"{path}:{line}: '{text}' is no time.");
}

internal sealed record PayloadStep(int Line, JsonElement Payload) : CaseStep(Line)
{
    public override void Apply(CaseRun run) => run.Assess(Payload);
}

internal sealed record NowStep(int Line, DateTimeOffset Now) : CaseStep(Line)
{
    public override void Apply(CaseRun run) => run.Now = Now;
}

internal sealed record EventStep(int Line, string Type, DateTimeOffset Time, JsonElement Body) : CaseStep(Line)
{
    public override void Apply(CaseRun run) => run.Count(new VelocityEvent { Types = [Type], Body = Body, At = Time });
}

internal sealed record ExpectStep(int Line, JsonElement Expected) : CaseStep(Line)
{
    public override void Apply(CaseRun run)
    {
        if (run.Ruling is not { } ruling)
            throw new MalformedCaseException($"Line {Line}: %expect needs a %payload before it.");
        run.Failures.AddRange(Expectation.Differences(Expected, ruling).Select(d => new Failure(Line, d)));
    }
}
