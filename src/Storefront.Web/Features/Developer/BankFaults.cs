using Storefront.Web.Payments;

namespace Storefront.Web.Features.Developer;

/// <summary>Stands before the way to the bank and does what the switchboard says.</summary>
internal sealed class BankFaults(Switchboard board, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan TooLate = PretendBank.LongestWait + TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (board.Bank)
        {
            case BankFault.Slow:
                await Task.Delay(TooLate, time, cancellationToken);
                break;
            case BankFault.Gone:
                throw new HttpRequestException("The switchboard says that the bank cannot be reached.");
            case BankFault.Declines when request.RequestUri!.AbsolutePath.EndsWith("/authorizations", StringComparison.Ordinal):
                return new HttpResponseMessage
                {
                    Content = JsonContent.Create(new { outcome = nameof(PaymentOutcome.Declined), responseCode = "D051", processor = "Switchboard", merchantReferenceNumber = "none", merchantId = "none", at = time.GetUtcNow() }),
                };
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
