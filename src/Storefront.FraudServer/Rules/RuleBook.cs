using Storefront.FraudServer.Rules.Book;
using Storefront.FraudServer.Rules.Files;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules;

/// <summary>Published rules: compiled once, immutable, used by all requests at the same time.</summary>
internal sealed class RuleBook
{
    private readonly CompiledBook book;

    private RuleBook(CompiledBook book, string text)
    {
        this.book = book;
        Text = text;
        HasVelocities = book.Environments.Any(e => e.Sets.Any(s => s.Velocities.Count > 0));
    }

    /// <summary>The text this was compiled from.</summary>
    public string Text { get; }

    /// <summary>The names of the environments, the root first.</summary>
    public IEnumerable<string> Environments => book.Environments.Select(e => e.Name);

    /// <summary>Whether there is a rule that can decide.</summary>
    public bool HasRules => book.Environments.Any(e => e.Rules.Count > 0);

    /// <summary>Whether there is a velocity that events are counted for.</summary>
    public bool HasVelocities { get; }

    /// <summary>Every velocity it defines.</summary>
    public IReadOnlyList<DefinedVelocity> Velocities => book.Velocities;

    /// <summary>The same rules, with velocities read from and counted in the series named here.</summary>
    public RuleBook WithSeries(Func<string, string, string> seriesOf) => new(book with { Resources = book.Resources with { SeriesOf = seriesOf } }, Text);

    /// <summary>The same rules, asking another store for velocities and another place for lists.</summary>
    public RuleBook With(Func<RuleResources, RuleResources> change) => new(book with { Resources = change(book.Resources) }, Text);

    /// <summary>Reads a rule file. Never throws for what the file says; errors are in the result, and then there is no book.</summary>
    public static RuleBookResult Compile(string text, string fileName, RuleResources resources)
    {
        var diagnostics = new DiagnosticBag(text, fileName);
        return Compile(RuleFileReader.Read(text, diagnostics), text, resources, diagnostics);
    }

    internal static RuleBookResult Compile(RuleFile file, string text, RuleResources resources, DiagnosticBag diagnostics)
    {
        var builder = new BookBuilder(resources, diagnostics);
        var compiled = builder.Build(file);
        IReadOnlyList<Diagnostic> all = [.. diagnostics.Items.Concat(builder.FunctionDiagnostics).OrderBy(d => !d.IsError)];
        return new RuleBookResult(all.Any(d => d.IsError) ? null : new RuleBook(compiled, text), all);
    }

    /// <summary>Judges one event. Never throws for what a rule or a payload says; nothing is stored, no velocity changes.</summary>
    public Ruling Assess(AssessmentRequest request) => Assessor.Assess(book, request);

    /// <summary>What an answered event adds to the velocities, to be counted with it: once, also after a crash.</summary>
    public IReadOnlyList<VelocityUpdate> VelocityUpdates(VelocityEvent counted) => VelocityCounter.Updates(book, counted);
}

/// <param name="Book">Null when there are errors.</param>
/// <param name="Diagnostics">Errors first, then warnings, each in the order of the file.</param>
internal sealed record RuleBookResult(RuleBook? Book, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Book is null;
}
