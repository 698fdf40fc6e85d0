namespace Storefront.FraudServer.Rules.Syntax;

internal enum SectionKind { Condition, Clause, Action, Routing, Velocity, Function, Score }

/// <summary>A stretch of a rule file that is read on its own, and where in the file it begins.</summary>
internal sealed record SourceSection(string Text, int Line = 1, int Column = 1)
{
    public const int MostCharacters = 32_768;
}
