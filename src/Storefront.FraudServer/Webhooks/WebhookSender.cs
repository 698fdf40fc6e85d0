using System.Globalization;
using System.Data.Common;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Sends what waits for the shop, signed, until the shop has taken it. It may be sent twice; its ID stays the same.</summary>
internal sealed partial class WebhookSender(FraudServerSettings settings, WebhookLog waiting, Writer writer, SignedPost post, TimeProvider time, ILogger<WebhookSender> log) : BackgroundService
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
        var problem = await post.SendAsync(Client, settings.Webhook.Url!, settings.Webhook.SecretInForce!, due.Body, "application/json", due.Id.ToString(CultureInfo.InvariantCulture), stoppingToken);
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

    [LoggerMessage(LogLevel.Error, "The delivery {Delivery} of case {Case} was parked: {Problem} The page Deliveries can send it again.")]
    private static partial void Parked(ILogger log, long delivery, long @case, string problem);

    [LoggerMessage(LogLevel.Warning, "Decisions could not be sent to the shop because the database did not answer; it is tried again.")]
    private static partial void NotSent(ILogger log, Exception exception);
}
