namespace Storefront.AttackLab;

/// <summary>Rules to be tried: one file for purchases and sign-ins, and one for the assessment that is asked before money goes back.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="File">Null: what the service ships with.</param>
/// <param name="RefundFile">Null: nobody asks before money goes back.</param>
internal sealed record RuleSet(string Name, string? File, string? RefundFile)
{
    public const string RefundAssessment = "refundRequest";

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "rules");

    /// <summary>What the service ships with, each of the samples, and all samples together.</summary>
    public static IReadOnlyList<RuleSet> Known(string scratch)
    {
        var together = Path.Combine(scratch, "together.fql");
        System.IO.File.WriteAllLines(together, new[] { "first-week", "card-testing", "account-takeover" }.Select(name => System.IO.File.ReadAllText(Sample(name))));
        return
        [
            new("as shipped", null, null),
            new("first-week", Sample("first-week"), null),
            new("card-testing", Sample("card-testing"), null),
            new("account-takeover", Sample("account-takeover"), null),
            new("refund-abuse", null, Sample("refund-abuse")),
            new("all four", together, Sample("refund-abuse")),
        ];
    }

    public static RuleSet Of(string file, string? refundFile) => new(Path.GetFileNameWithoutExtension(file), Path.GetFullPath(file), refundFile is null ? null : Path.GetFullPath(refundFile));

    private static string Sample(string name) => Path.Combine(Samples, name + ".fql");
}
