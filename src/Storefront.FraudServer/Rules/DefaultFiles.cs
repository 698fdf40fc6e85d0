using System.Reflection;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules;

/// <summary>The rules and the scorecard the service comes with; the same files lie beside the program to be read and copied.</summary>
internal static class DefaultFiles
{
    public const string RulesName = "default.fql";
    public const string ScorecardName = "scorecard.fql";

    public static string Rules => Read(RulesName);
    public static string ScorecardText => Read(ScorecardName);

    /// <summary>The shipped scorecard, compiled.</summary>
    public static Scorecard Scorecard { get; } = ScorecardReader.Read(Read(ScorecardName), ScorecardName, new RuleResources()) is { Scorecard: { } card }
        ? card : throw new InvalidOperationException($"{ScorecardName} does not compile.");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Storefront.FraudServer.{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
