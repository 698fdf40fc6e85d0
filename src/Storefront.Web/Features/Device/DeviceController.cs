using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Device;

/// <summary>
/// The script and its collector under the shop's own address, forwarded to Fraud Protection. Whatever fails here fails quietly:
/// the shopper goes on without.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed partial class DeviceController(StoreDb db, DeviceScript device, FraudConnection connection, IHttpClientFactory clients, ILogger<DeviceController> log) : Controller
{
    private const int LargestReport = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [HttpGet("/mdt.js")]
    public async Task<IActionResult> Script(CancellationToken cancellationToken)
    {
        if (!device.IsOn)
            return NotFound();

        using var request = new HttpRequestMessage(HttpMethod.Get, Of("mdt.js" + Request.QueryString));
        return await ForwardAsync(request, cancellationToken) is { } script ? File(script, "text/javascript; charset=utf-8") : NotFound();
    }

    [HttpPost("/mdt/collect")]
    public async Task<IActionResult> Collect(CancellationToken cancellationToken)
    {
        if (Request.ContentLength is null or > LargestReport)
            return StatusCode(StatusCodes.Status413PayloadTooLarge);

        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, cancellationToken);
        if (!device.IsOn || Read(body.ToArray()) is not { } report)
            return NotFound();
        var checkout = await db.Checkouts.AsNoTracking().SingleOrDefaultAsync(checkout => checkout.Id == report.Checkout && checkout.OrderNumber == null, cancellationToken);
        if (checkout is null || !device.Allows(checkout))
            return NotFound();

        using var request = new HttpRequestMessage(HttpMethod.Post, Of("mdt/collect")) { Content = new ByteArrayContent(body.ToArray()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain");
        request.Headers.TryAddWithoutValidation("User-Agent", Request.Headers.UserAgent.ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6());
        if (await ForwardAsync(request, cancellationToken) is not null)
            await db.Checkouts.Where(found => found.Id == checkout.Id).ExecuteUpdateAsync(found => found.SetProperty(one => one.DeviceId, report.DeviceId), cancellationToken);
        return NoContent();
    }

    private Uri Of(string path) => new(connection.Options.Endpoint!, path);

    private async Task<byte[]?> ForwardAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(Patience);
        try
        {
            using var answer = await clients.CreateClient(FraudProtectionExtensions.HttpClientName).SendAsync(request, time.Token);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadAsByteArrayAsync(time.Token);
            Refused(log, (int)answer.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            NoAnswer(log, e);
        }

        return null;
    }

    /// <summary>Null for what our page's script did not send.</summary>
    private static (Guid Checkout, string DeviceId)? Read(byte[] report)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            return Guid.TryParseExact(Text(json.RootElement, "sessionId"), "N", out var checkout)
                && json.RootElement.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object
                ? (checkout, Guid.TryParse(Text(attributes, "deviceId"), out var device) ? device.ToString("D") : "")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(LogLevel.Information, "Fraud Protection answered {Status} where the device script was asked for: is it switched on there?")]
    private static partial void Refused(ILogger log, int status);

    [LoggerMessage(LogLevel.Information, "Fraud Protection gave no answer about a shopper's device; the shopper goes on without.")]
    private static partial void NoAnswer(ILogger log, Exception exception);
}
