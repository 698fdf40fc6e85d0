using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Storefront.FraudServer.Hosting;

/// <summary>Sends traces and metrics, the service's own and those of the web server, where FraudServer:OtlpEndpoint says. Off unless it is set.</summary>
internal static class TelemetryExport
{
    private const int Patience = 2000;
    private static readonly string[] Sources = [Telemetry.Name, "Microsoft.AspNetCore"];
    private static readonly string[] Meters = [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void AddTelemetryExport(this IServiceCollection services, Uri? endpoint)
    {
        if (endpoint is null)
            return;
        var service = ResourceBuilder.CreateDefault().AddService(Telemetry.Name);
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service).AddSource(Sources).AddOtlpExporter(otlp => Send(otlp, "v1/traces")).Build());
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service).AddMeter(Meters).AddOtlpExporter(otlp => Send(otlp, "v1/metrics")).Build());
        services.AddHostedService<Listening>();

        void Send(OtlpExporterOptions otlp, string path)
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
        }
    }

    /// <summary>They listen once they are made, and send the rest when the service stops.</summary>
    private sealed class Listening(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => traces.ForceFlush(Patience) && metrics.ForceFlush(Patience), cancellationToken);
    }
}
