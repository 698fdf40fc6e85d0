using Storefront.FraudServer.Retention;

namespace Storefront.FraudServer.Tracing;

/// <summary>What can be traced, by the names the hosted service had for it.</summary>
internal static class TraceName
{
    public const string Prefix = "FraudProtection.";
    public const string Rule = "Trace.Rule";
    public const string Assessments = "Assessments";
    public const string Observations = "Observations";
    public const string Labels = "Labels";
    public const string ActivityLog = "ActivityLog";
    public const string Audit = "Audit";
    public const string Cases = "CaseManagement.Events";
    public const string Latency = "Monitoring.RequestLatencyMsDistribution";
    public const string ExternalCalls = "Monitoring.ExternalCalls";
    public const string ExternalCallErrors = "Errors.ExternalCalls";

    public static IReadOnlyList<string> All { get; } = [Rule, Assessments, Observations, Labels, Cases, Latency, ExternalCalls, ExternalCallErrors, ActivityLog, Audit];

    /// <summary>Whether it follows what people do, and not what comes in.</summary>
    public static bool IsOfActivity(string name) => name is ActivityLog or Audit or Cases;

    /// <summary>Whether it is measured, and told every 20 seconds.</summary>
    public static bool IsMeasured(string name) => name is Latency or ExternalCalls or ExternalCallErrors;

    /// <summary>Whether an event is one of these.</summary>
    public static bool Holds(string name, string eventName, bool isAssessed) => name switch
    {
        Rule or Assessments => isAssessed,
        Labels => eventName is "Label" or "AccountLabel",
        Observations => RetentionClass.IsObservation(eventName) && eventName is not ("Label" or "AccountLabel"),
        _ => false,
    };

    /// <summary>Of what people do, an audit is about who may come in and what they may.</summary>
    public static bool IsAudited(string action) => action.StartsWith("user.", StringComparison.Ordinal) || action.StartsWith("credential.", StringComparison.Ordinal);
}
