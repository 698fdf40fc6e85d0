namespace Storefront.Web.Hosting;

/// <summary>
/// The Fraud Protection service and the pretend bank, started inside the shop's process where the settings say so. Beyond
/// these two calls the shop uses nothing of either: it talks to them over HTTP like anybody else.
/// </summary>
internal sealed class EmbeddedServices : IAsyncDisposable
{
    private readonly Task<WebApplication>? fraudServer;
    private readonly Task<WebApplication>? bank;

    public EmbeddedServices(WebApplicationBuilder builder, Serilog.ILogger log)
    {
        fraudServer = null;
        bank = null;
    }

    public IEnumerable<string> FraudServerUrls => fraudServer?.Result.Urls ?? [];

    public IEnumerable<string> BankUrls => bank?.Result.Urls ?? [];

    public Task StartedAsync() => Task.WhenAll(Started.Select(Explained));

    private IEnumerable<Task<WebApplication>> Started => new[] { fraudServer, bank }.OfType<Task<WebApplication>>();

    private static async Task Explained(Task<WebApplication> start)
    {
        try
        {
            await start;
        }
        catch (InvalidOperationException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var start in Started)
        {
            await start.ContinueWith(_ => { }, TaskScheduler.Default);
            if (start.IsCompletedSuccessfully)
            {
                await start.Result.StopAsync();
                await start.Result.DisposeAsync();
            }
        }
    }
}
