using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Calls;

/// <summary>A rule asks another assessment.</summary>
/// <param name="Frame">The event being judged.</param>
/// <param name="Verb">Evaluate, Observe or Label.</param>
/// <param name="Input">What that assessment is given.</param>
internal sealed record AssessmentCall(Frame Frame, string Verb, Value Input);
