using System.Text.Json.Serialization;

namespace Storefront.Web.Features.Health;

/// <summary>/health/live: the process runs. /health/ready: it can take orders; 503 where it cannot.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Neighbours>();
        builder.Services.AddScoped<Readiness>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new HealthReport("live", []), HealthJson.Default.HealthReport));
        app.MapGet("/health/ready", async (Readiness readiness, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var parts = await readiness.LookAsync(context.RequestAborted);
            var failed = parts.Any(part => part.State == HealthState.Failed);
            var status = failed ? "failed" : parts.Any(part => part.State == HealthState.Degraded) ? "degraded" : "ready";
            return Results.Json(new HealthReport(status, parts), HealthJson.Default.HealthReport, statusCode: failed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
    }
}

internal sealed record HealthReport(string Status, IReadOnlyList<HealthPart> Parts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
