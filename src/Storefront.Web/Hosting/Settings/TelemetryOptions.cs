namespace Storefront.Web.Hosting.Settings;

/// <summary>Where traces and metrics go. Nowhere unless set.</summary>
internal sealed class TelemetryOptions : ISettings
{
    public static string Section => "Telemetry";

    /// <summary>Base address of an OTLP receiver that speaks HTTP with protobuf.</summary>
    public Uri? OtlpEndpoint { get; set; }

    public IEnumerable<string> Problems(bool development)
    {
        if (OtlpEndpoint is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
            yield return $"Telemetry__OtlpEndpoint is '{address}'. It must be an http or https address. Example: Telemetry__OtlpEndpoint=http://localhost:4318";
    }
}
