using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.Benchmarks;

/// <summary>
/// One pass through 33 rules of which none fires, so that each is asked: as published rules, and as the same logic somebody wrote
/// in C# on the same parsed body. Lists and strings are part of it; nothing is read from outside.
/// </summary>
[InProcess, MemoryDiagnoser]
public class RulePass
{
    private readonly DateTimeOffset now = new(2026, 4, 2, 9, 30, 0, TimeSpan.Zero);
    private readonly JsonDocument purchase = JsonDocument.Parse(Resource("purchase.json"));
    private RuleBook book = null!;
    private HandWritten handWritten = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var lists = SampleLists.Make();
        var compiled = RuleBook.Compile(Resource("rules.fql"), "rules.fql", new RuleResources { Lists = lists });
        book = compiled.Book ?? throw new InvalidOperationException(string.Join(Environment.NewLine, compiled.Diagnostics));
        handWritten = new HandWritten(now);
        if (Published() != "Approve" || InCSharp() != "Approve")
            throw new InvalidOperationException($"A rule fired: {Published()}, {InCSharp()}. Then the two would not do the same work.");
    }

    [Benchmark(Baseline = true)]
    public string InCSharp() => handWritten.Judge(purchase.RootElement);

    [Benchmark]
    public string Published() =>
        book.Assess(new AssessmentRequest { Kind = AssessmentKind.Purchase, Payload = purchase.RootElement, Now = now }).Decision.ToString();

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(RulePass).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The lists the rules look into, of a size a merchant has.</summary>
internal static class SampleLists
{
    public static readonly string[] Domains = [.. Enumerable.Range(0, 5000).Select(i => $"throwaway{i}.example")];
    public static readonly string[] Forwarders = [.. Enumerable.Range(0, 500).Select(i => $"{i} harbour road")];
    public static readonly string[] Bins = [.. Enumerable.Range(0, 2000).Select(i => $"{510000 + i}")];
    public static readonly (string Code, string Risk)[] Countries = [("US", "1"), ("CA", "1"), ("DE", "1"), ("GB", "2"), ("XX", "9")];

    public static ListLibrary Make()
    {
        var lists = new ListLibrary();
        lists.Put(new CustomList("Disposable domains", ["domain"], [.. Domains.Select(domain => new[] { domain })]));
        lists.Put(new CustomList("Freight forwarders", ["street"], [.. Forwarders.Select(street => new[] { street })]));
        lists.Put(new CustomList("Bad bins", ["bin"], [.. Bins.Select(bin => new[] { bin })]));
        lists.Put(new CustomList("Countries", ["code", "risk"], [.. Countries.Select(country => new[] { country.Code, country.Risk })]));
        return lists;
    }
}
