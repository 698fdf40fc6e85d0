using System.Globalization;
using Storefront.FraudServer.Rules.Book;
using Storefront.FraudServer.Rules.Syntax;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary><c>id :: section :: text :: line:col code</c>: the first error a section must give, and where.</summary>
internal sealed record MalformedCase(string Id, int Line, SectionKind Section, bool IsCustom, string Text, string Expected) : Case(Id, Line)
{
    public static MalformedCase Read(string path, int line, string text)
    {
        var fields = CaseFile.Fields(path, line, text, 4);
        var section = fields[1].Trim();
        var custom = section.StartsWith("custom-", StringComparison.Ordinal);
        if (!Enum.TryParse<SectionKind>(custom ? section["custom-".Length..] : section, ignoreCase: true, out var kind) || kind == SectionKind.Score)
            throw new MalformedCaseException($"{path}:{line}: '{section}' is no section.");
        return new MalformedCase(fields[0].Trim(), line, kind, custom, fields[2].Replace('⏎', '\n'), fields[3].Trim());
    }

    public override IReadOnlyList<Failure> Run(Fixture fixture)
    {
        var diagnostics = new DiagnosticBag(Text, Id);
        var builder = new BookBuilder(fixture.Resources(IsCustom ? AssessmentKind.Custom : AssessmentKind.Assessment), diagnostics);
        builder.AddVelocity("seen_perUser", VelocityKind.Count);
        builder.Check(Text, Section);
        var errors = diagnostics.Items.Where(d => d.IsError).Select(Short).ToList();
        return errors.FirstOrDefault() == Expected ? []
            : [new Failure(Line, $"expected {Expected}, actual {(errors.Count == 0 ? "no error" : string.Join(", ", errors))}")];
    }

    private static string Short(Diagnostic d) => string.Create(CultureInfo.InvariantCulture, $"{d.Span.Line}:{d.Span.Column} {d.Code}");
}
