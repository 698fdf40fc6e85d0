namespace Storefront.Bank.Money;

/// <summary>Calls on the card that never answers. They wait until the caller leaves, and only so many may.</summary>
internal sealed class HangingCalls(BankOptions options, IHostApplicationLifetime lifetime)
{
    private int waiting;

    public async Task<IResult> WaitAsync(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > options.MaximumHangingCalls)
                return Results.Problem("Too many calls wait for the card that never answers (Bank:MaximumHangingCalls).", statusCode: 503);

            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort(); // when the bank stops, the caller sees a broken connection and not an empty answer
            return Results.Empty;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
