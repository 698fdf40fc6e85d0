using System.Reflection;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules;

/// <summary>The rules and the scorecards the service comes with; the same files lie beside the program to be read and copied.</summary>
internal static class DefaultFiles
{
    public const string RulesName = "default.fql";
    public const string ScorecardName = "scorecard.fql";
    public const string BotScorecardName = "bot.fql";

    public const string GibberishName = "bigrams.csv";

    public static string Rules => Read(RulesName);
    public static string ScorecardText => Read(ScorecardName);

    /// <summary>The shipped scorecard, compiled.</summary>
    public static Scorecard Scorecard { get; } = Compiled(ScorecardName);

    /// <summary>The shipped scorecard of fingerprinting sessions, compiled.</summary>
    public static Scorecard BotScorecard { get; } = Compiled(BotScorecardName);

    /// <summary>How often letters follow one another in the prose of this project's documents.</summary>
    public static GibberTable Gibberish { get; } = GibberTable.Read(new StringReader(Read(GibberishName)));

    private static Scorecard Compiled(string name) => ScorecardReader.Read(Read(name), name, new RuleResources()) is { Scorecard: { } card }
        ? card : throw new InvalidOperationException($"{name} does not compile.");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Storefront.FraudServer.{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
