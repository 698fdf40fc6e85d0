namespace Storefront.FraudServer.Settings;

/// <summary>Events that are written to files of JSON lines, for others to take away, and sent to an address if there is one.</summary>
internal sealed class TracingSettings
{
    /// <summary>What is written: <c>Trace.Rule</c>, <c>Assessments</c>, <c>Observations</c>, <c>Labels</c>, <c>CaseManagement.Events</c>, <c>Monitoring.RequestLatencyMsDistribution</c>, <c>Monitoring.ExternalCalls</c>, <c>Errors.ExternalCalls</c>, <c>ActivityLog</c>, <c>Audit</c>.</summary>
    public List<string> Names { get; set; } = [];

    /// <summary>Where; relative to the data folder.</summary>
    public string Directory { get; set; } = "traces";

    public TracingWebhookSettings Webhook { get; set; } = new();
}

/// <summary>Where traced events are sent besides. Nothing is sent while there is no address.</summary>
internal sealed class TracingWebhookSettings
{
    /// <summary>https; http only on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>What signs: 32 characters at least, known to whoever listens and nobody else.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds the secret, in its place.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Seconds whoever listens may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    public string? SecretInForce => Secret ?? (SecretFile is { } file ? File.ReadAllText(file).Trim() : null);

    public IEnumerable<string> Problems() => WebhookSettings.Problems("FraudServer:Tracing:Webhook", Url, Secret, SecretFile, TimeoutSeconds, "https://shop.example.com/hooks/traces");
}
