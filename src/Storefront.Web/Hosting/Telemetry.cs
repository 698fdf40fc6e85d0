using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Hosting;

/// <summary>Traces and metrics of pages, of calls to others and of Fraud Protection, sent where Telemetry:OtlpEndpoint says. Off unless it is set.</summary>
internal static class Telemetry
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Storefront.FraudProtection"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Storefront.FraudProtection"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!Uri.TryCreate(builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"], UriKind.Absolute, out var endpoint))
            return;

        var shop = ResourceBuilder.CreateDefault().AddService("Storefront.Web");
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(shop).AddSource(Sources)
            .AddOtlpExporter(otlp => Send(otlp, "v1/traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(shop).AddMeter(Meters)
            .AddOtlpExporter(otlp => Send(otlp, "v1/metrics")).Build());
        builder.Services.AddHostedService<Listening>();

        void Send(OtlpExporterOptions otlp, string path)
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
        }
    }

    /// <summary>They listen once they are made, and send the rest when the container lets go of them.</summary>
    private sealed class Listening(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => traces.ForceFlush(2000) && metrics.ForceFlush(2000), cancellationToken);
    }
}
