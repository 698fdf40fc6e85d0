using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Data.Common;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Sends what waits for the shop, signed, until the shop has taken it. It may be sent twice; its ID stays the same.</summary>
internal sealed partial class WebhookSender(FraudServerSettings settings, WebhookLog waiting, Writer writer, IHttpClientFactory clients, TimeProvider time, ILogger<WebhookSender> log) : BackgroundService
{
    public const string Client = "webhook";
    private const int Piece = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Webhook.Url is null)
            return;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the service stops; what was on its way is sent again later
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (waiting.Due(time.GetUtcNow(), Piece) is { Count: > 0 } due)
                foreach (var delivery in due)
                    await SendAsync(delivery, stoppingToken);
        }
        catch (DbException e) // busy or full: what waits goes on waiting
        {
            NotSent(log, e);
        }
    }

    private async Task SendAsync(Delivery due, CancellationToken stoppingToken)
    {
        var longest = TimeSpan.FromSeconds(2 * settings.Webhook.TimeoutSeconds);
        if (!await writer.RunAsync(session => WebhookTables.Claim(session, due, time.GetUtcNow(), longest)))
            return;
        var problem = await TryAsync(due, stoppingToken);
        var parked = await writer.RunAsync(session =>
        {
            if (problem is not null)
                return WebhookTables.Failed(session, due.Id, due.Attempts + 1, settings.Webhook.Attempts, problem, time.GetUtcNow());
            WebhookTables.Delivered(session, due.Id, time.GetUtcNow());
            return false;
        });
        if (parked)
            Parked(log, due.Id, due.Case, problem!);
    }

    /// <summary>Null when the shop took it: any status from 200 to 299.</summary>
    private async Task<string?> TryAsync(Delivery due, CancellationToken stoppingToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Webhook.Url)
        {
            Content = new StringContent(due.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")),
        };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(settings.Webhook.SecretInForce!, time.GetUtcNow(), due.Body));
        request.Headers.Add("Storefront-Delivery", due.Id.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stoppingToken);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"The shop answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return $"The shop could not be reached: {e.HttpRequestError}.";
        }
        catch (TaskCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return "The shop did not answer in time.";
        }
    }

    [LoggerMessage(LogLevel.Error, "The delivery {Delivery} of case {Case} was parked: {Problem} The page Deliveries can send it again.")]
    private static partial void Parked(ILogger log, long delivery, long @case, string problem);

    [LoggerMessage(LogLevel.Warning, "Decisions could not be sent to the shop because the database did not answer; it is tried again.")]
    private static partial void NotSent(ILogger log, Exception exception);
}
