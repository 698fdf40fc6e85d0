using Storefront.FraudServer.Events;
using Storefront.FraudServer.Events.Answers;

namespace Storefront.FraudServer.Hosting;

/// <summary>Gives an answer of the contract's shape to what no endpoint answered: a fault, an unknown path, a wrong method.</summary>
internal static partial class Failures
{
    public static async Task UseAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // nobody is there to be answered
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Wire.ErrorAsync(http, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Request body is too large" : "The request cannot be read");
            return;
        }
#pragma warning disable CA1031 // the last one to catch: the caller gets the documented 500, the operator the exception
        catch (Exception e) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(FraudServer)), http.Request.Path, Correlation.Of(http), e);
            var family = http.Features.Get<EventFamily>() ?? EventFamily.PurchaseProtection;
            await Wire.AnswerAsync(http, StatusCodes.Status500InternalServerError, family.Error(StatusCodes.Status500InternalServerError, [ErrorAnswer.Internal]), Wire.Json);
            return;
        }

        if (!http.Response.HasStarted && http.Response is { ContentLength: null, ContentType: null })
            await FillAsync(http);
    }

    private static Task FillAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Wire.ErrorAsync(http, StatusCodes.Status404NotFound, "Not found"),
        StatusCodes.Status405MethodNotAllowed => Wire.ErrorAsync(http, StatusCodes.Status405MethodNotAllowed, $"Method {http.Request.Method} is not allowed"),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(LogLevel.Error, "{Path} failed for the call {CorrelationId}.")]
    private static partial void Failed(ILogger log, string path, string correlationId, Exception exception);
}
