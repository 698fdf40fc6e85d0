namespace Storefront.Conformance;

/// <summary>The service does otherwise than the contract says.</summary>
internal sealed class DifferenceException(string message) : Exception(message);

/// <summary>The service does not have what the contract leaves to its operator.</summary>
internal sealed class NotSupportedHereException(string message) : Exception(message);

/// <summary>One statement of the contract and how to see it.</summary>
/// <param name="Area">Where it stands: a file of the contract and a section.</param>
/// <param name="Name">What must be true.</param>
/// <param name="Look">Ends with an exception where it is not.</param>
internal sealed record Check(string Area, string Name, Func<Wire, Task> Look);

internal enum Outcome
{
    Passed,
    Failed,
    NotSupported,
}

internal sealed record Result(Check Check, Outcome Outcome, string Detail);
