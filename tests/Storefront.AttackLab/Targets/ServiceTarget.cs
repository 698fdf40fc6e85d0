using System.Text.Json;
using Storefront.AttackLab.Traffic;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

namespace Storefront.AttackLab.Targets;

/// <summary>Asks Fraud Protection as a shop would, and tells it what the bank said afterwards.</summary>
internal sealed class ServiceTarget(FraudProtectionService fraud, TimeProvider clock, string? refundAssessment) : ITarget
{
    public async Task<bool?> MeetAsync(Step step) => step switch
    {
        Buy buy => await BuyAsync(buy),
        LogIn logIn => IsStop((await fraud.AssessAccountLoginAsync(Login(logIn))).Decision),
        AskRefund ask when refundAssessment is not null => IsStop((await fraud.AssessAsync(Request(ask, refundAssessment))).Decision),
        _ => null,
    };

    private static bool IsStop(Decision decision) => decision != Decision.Approve;

    private async Task<bool?> BuyAsync(Buy buy)
    {
        var assessment = await fraud.AssessPurchaseAsync(Purchase(buy));
        if (assessment.Decision == Decision.Reject)
            return true;
        await fraud.ReportBankEventAsync(new BankEvent
        {
            BankEventId = buy.PurchaseId + "-auth",
            Type = BankEventType.Auth,
            PurchaseId = buy.PurchaseId,
            Status = buy.BankAgrees ? BankEventStatus.Approved : BankEventStatus.Declined,
            BankEventTimestamp = clock.GetUtcNow(),
        });
        return IsStop(assessment.Decision);
    }

    private Purchase Purchase(Buy buy) => new()
    {
        PurchaseId = buy.PurchaseId,
        AssessmentType = AssessmentType.Protect,
        MerchantLocalDate = clock.GetUtcNow(),
        TotalAmount = buy.Amount,
        Currency = "USD",
        IsGuestCheckout = buy.IsGuest,
        User = new User { UserId = buy.Who.Id, Email = buy.Who.Email, FirstName = buy.Who.FirstName, LastName = buy.Who.LastName, CreationDate = clock.GetUtcNow() - buy.Who.KnownFor },
        DeviceContext = new DeviceContext { DeviceContextId = buy.PurchaseId, IpAddress = buy.Ip },
        ShippingAddress = new Address { FirstName = buy.Who.FirstName, LastName = buy.Who.LastName, Street1 = "1 Example Street", City = "Example", Country = buy.ShipTo },
        PaymentInstrumentList =
        [
            new PaymentInstrument
            {
                Type = PaymentInstrumentType.CreditCard,
                Bin = buy.Card.Bin,
                LastFourDigits = buy.Card.LastFour,
                BillingAddress = new Address { FirstName = buy.Who.FirstName, LastName = buy.Who.LastName, Street1 = "1 Example Street", City = "Example", Country = buy.Card.Country },
            },
        ],
        ProductList = [new Product { ProductId = "LAB-1", ProductName = "Something", SalesPrice = buy.Amount, PurchasePrice = buy.Amount, Quantity = 1 }],
    };

    private AccountLogin Login(LogIn logIn) => new()
    {
        Metadata = new AccountLoginMetadata { LoginId = logIn.LoginId, AssessmentType = AssessmentType.Protect, CustomerLocalDate = clock.GetUtcNow() },
        Device = new AccountDevice { DeviceContextId = logIn.LoginId, IpAddress = logIn.Ip },
        User = new AccountUser { UserId = logIn.Who.Id, Username = logIn.Who.Email },
        RecentUpdate = logIn.EmailChangedBefore is { } before ? new RecentUpdate { LastEmailUpdateDate = clock.GetUtcNow() - before } : null,
    };

    private Assessment Request(AskRefund ask, string apiName) => new()
    {
        ApiName = apiName,
        Metadata = new AssessmentMetadata { EventId = ask.RequestId, CustomerLocalDate = clock.GetUtcNow() },
        Further = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["user"] = JsonSerializer.SerializeToElement(new { id = ask.Who.Id }),
            ["purchase"] = JsonSerializer.SerializeToElement(new { total = ask.Paid, date = clock.GetUtcNow() - ask.BoughtBefore }),
            ["refund"] = JsonSerializer.SerializeToElement(new { amount = ask.Amount }),
        },
    };
}
