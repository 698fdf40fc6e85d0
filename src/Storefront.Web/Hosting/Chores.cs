using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Storefront.Web.Hosting;

/// <summary>
/// Work in the background begins once the shop has answered somebody, or a second after it opened: whoever started it waits for
/// the first page, and the first turn of every chore would wait for the same compiler.
/// </summary>
internal static class Chores
{
    public static void AddChore<T>(this IServiceCollection services)
        where T : BackgroundService
    {
        services.TryAddSingleton<Opening>();
        services.TryAddSingleton<T>();
        services.AddHostedService<Late<T>>();
    }

    /// <summary>Tells the chores of the first answer.</summary>
    public static void UseOpening(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<Opening>();
        app.Use(next => async context =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                opening.Answered();
            }
        });
    }

    /// <summary>Starts the chore later, and otherwise stands for it: what ends the one ends the other.</summary>
    private sealed class Late<T>(T chore, Opening opening) : BackgroundService
        where T : BackgroundService
    {
        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            await chore.StopAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await opening.IsOverAsync(stoppingToken);
            await chore.StartAsync(stoppingToken);
            await (chore.ExecuteTask ?? Task.CompletedTask);
        }
    }
}

/// <summary>The moment between listening and the first answer.</summary>
internal sealed class Opening(IHostApplicationLifetime life, TimeProvider clock)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Answered() => answered.TrySetResult();

    public async Task IsOverAsync(CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(opened.SetResult);
        await opened.Task.WaitAsync(cancellationToken);
        await Task.WhenAny(answered.Task, Task.Delay(AtMost, clock, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
