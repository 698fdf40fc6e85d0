using System.Data.Common;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Events.Answers;

namespace Storefront.FraudServer.Hosting;

/// <summary>Gives an answer of the contract's shape to what no endpoint answered: a fault, an unknown path, a wrong method.</summary>
internal static partial class Failures
{
    private const string SecondsUntilBack = "2";

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
        catch (DbException e) when (e.IsTransient && !http.Response.HasStarted)
        {
            Unavailable(Log(http), http.Request.Path, Correlation.Of(http), e.Message);
            http.Response.Headers.RetryAfter = SecondsUntilBack;
            await FailAsync(http, StatusCodes.Status503ServiceUnavailable, ErrorAnswer.Unavailable);
            return;
        }
#pragma warning disable CA1031 // the last one to catch: the caller gets the documented 500, the operator the exception
        catch (Exception e) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            Failed(Log(http), http.Request.Path, Correlation.Of(http), e);
            await FailAsync(http, StatusCodes.Status500InternalServerError, ErrorAnswer.Internal);
            return;
        }

        if (!http.Response.HasStarted && http.Response is { ContentLength: null, ContentType: null })
            await FillAsync(http);
    }

    private static Task FailAsync(HttpContext http, int status, string message) =>
        Wire.AnswerAsync(http, status, (http.Features.Get<EventFamily>() ?? EventFamily.PurchaseProtection).Error(status, [message]), Wire.Json);

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(FraudServer));

    private static Task FillAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Wire.ErrorAsync(http, StatusCodes.Status404NotFound, "Not found"),
        StatusCodes.Status405MethodNotAllowed => Wire.ErrorAsync(http, StatusCodes.Status405MethodNotAllowed, $"Method {http.Request.Method} is not allowed"),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(LogLevel.Error, "{Path} failed for the call {CorrelationId}.")]
    private static partial void Failed(ILogger log, string path, string correlationId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Path} could not be done for the call {CorrelationId}: the database does not answer. {Problem}")]
    private static partial void Unavailable(ILogger log, string path, string correlationId, string problem);
}
