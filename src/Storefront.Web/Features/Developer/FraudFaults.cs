using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Storefront.Web.Features.Developer;

/// <summary>Stands before the way to Fraud Protection and does what the switchboard says.</summary>
internal sealed class FraudFaults(Switchboard board, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan Slowly = TimeSpan.FromSeconds(1.5);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (board.Fraud)
        {
            case FraudFault.Slow:
                await Task.Delay(Slowly, time, cancellationToken);
                break;
            case FraudFault.TimesOut:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                break;
            case FraudFault.Gone:
                throw new HttpRequestException("The switchboard says that Fraud Protection cannot be reached.");
            case FraudFault.Unauthorized:
                return Answer(HttpStatusCode.Unauthorized, """{ "statusCode": 401, "message": "Unauthorized. Access token is missing or invalid." }""");
            case FraudFault.Throttled:
                var throttled = Answer(HttpStatusCode.TooManyRequests, """{"ErrorType":"ClientError","Message":"Too many requests","Retryable":true,"OtherErrors":null}""");
                throttled.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1));
                return throttled;
            case FraudFault.Fails:
                return Answer(HttpStatusCode.InternalServerError, """{"ErrorType":"ServerError","Message":"Internal Server Error","Retryable":true,"OtherErrors":null}""");
            case FraudFault.Malformed:
                return Answer(HttpStatusCode.OK, """{"resultDetails":{"MerchantRuleDecision":"App""");
            case FraudFault.Unknown when request.RequestUri!.AbsolutePath.EndsWith("/Purchase", StringComparison.OrdinalIgnoreCase):
                return Answer(HttpStatusCode.OK, """{"resultDetails":{"MerchantRuleDecision":"Perhaps","RiskScore":500,"ReasonCodes":"","MIDFlag":"Standard","PolicyApplied":"Switchboard","PurchaseId":""}}""");
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
