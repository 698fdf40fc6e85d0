using System.Text.Json;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary><c>id :: expression :: payload :: value [!note]</c>: what one expression gives as an output of a v2 assessment.</summary>
internal sealed record ExpressionCase(string Id, int Line, string Expression, JsonElement Payload, JsonElement Expected, IReadOnlyList<string> Notes)
    : Case(Id, Line)
{
    public static ExpressionCase Read(string path, int line, string text)
    {
        var fields = CaseFile.Fields(path, line, text, 4);
        var (value, notes) = Split(fields[3].TrimEnd());
        var payload = fields[2].Trim() == "-" ? "{}" : fields[2];
        return new ExpressionCase(fields[0].Trim(), line, fields[1], CaseFile.Json(path, line, payload),
            CaseFile.Json(path, line, value), notes);
    }

    public override IReadOnlyList<Failure> Run(Fixture fixture)
    {
        var result = RuleBook.Compile($"%rule R\n%clause C\nOBSERVE Output(v = {Expression})", Id, fixture.Resources(AssessmentKind.Assessment));
        if (result.Book is not { } book)
            return [new Failure(Line, $"does not compile: {result.Diagnostics[0]}")];
        var ruling = book.Assess(new AssessmentRequest
        {
            Kind = AssessmentKind.Assessment,
            ApiName = "Demo",
            Payload = Payload,
            Now = fixture.Now,
            CorrelationId = fixture.CorrelationId,
            Scores = fixture.Scores,
        });
        var actual = JsonComparison.Text(ruling.CustomProperties["C"]?["v"]);
        var failures = new List<Failure>();
        if (!JsonComparison.AreEqual(Expected, JsonComparison.Element(ruling.CustomProperties["C"]?["v"])))
            failures.Add(new Failure(Line, $"expected {Expected.GetRawText()}, actual {actual}"));
        foreach (var note in Notes.Where(n => ruling.Notes.All(r => r.Code != n)))
            failures.Add(new Failure(Line, $"expected note {note}, actual {string.Join(' ', ruling.Notes.Select(n => n.Code))}"));
        return failures;
    }

    // Notes stand at the end, each after a blank: " !R710".
    private static (string Value, List<string> Notes) Split(string field)
    {
        var notes = new List<string>();
        while (field.LastIndexOf(" !", StringComparison.Ordinal) is > 0 and var at && field[(at + 2)..] is ['R' or 'W', _, _, _] note)
        {
            notes.Add(note);
            field = field[..at].TrimEnd();
        }
        return (field, notes);
    }
}
