using System.Text.Json.Nodes;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Payments;

namespace Storefront.Web.Fraud;

/// <summary>
/// The events of one purchase as Fraud Protection wants them (docs/contract/events.md sections 4 and 5): each is made once,
/// from what the attempt stores, and can then be sent any number of times.
/// </summary>
internal sealed class PurchaseEvents(FraudConnection connection, TimeProvider clock)
{
    /// <summary>False: nothing is asked and nothing is told.</summary>
    public bool Enabled => connection.Enabled;

    public AssessmentType Mode => connection.Mode;

    /// <summary>The question whether this purchase should go ahead.</summary>
    /// <param name="purchaseId">Fresh for every attempt.</param>
    /// <param name="correlationId">The same for every event of the purchase.</param>
    /// <param name="bought">What, by whom, to where.</param>
    /// <param name="deviceSession">The session the browser's script told of itself under; null: the purchase stands for it.</param>
    /// <param name="ipAddress">The shopper's.</param>
    /// <param name="isRetry">Another attempt of the same checkout came before.</param>
    public PreparedEvent Purchase(string purchaseId, string correlationId, PurchaseSnapshot bought, string? deviceSession, string ipAddress, bool isRetry)
    {
        var now = clock.GetUtcNow();
        return connection.Service.Prepare(
            new Purchase
            {
                PurchaseId = purchaseId,
                MerchantLocalDate = now,
                TotalAmount = bought.Total,
                SalesTax = bought.Tax,
                Currency = bought.Currency,
                ShippingMethod = new ShippingMethod(bought.ShippingMethod),
                IsGuestCheckout = bought.Account is null,
                IsRetryOrder = isRetry,
                DistinctItemCount = bought.Lines.Count,
                TotalItemCount = bought.Lines.Sum(line => line.Quantity),
                OrderInitiatedChannel = OrderChannel.Web,
                User = Buyer(bought, now),
                DeviceContext = new DeviceContext { DeviceContextId = deviceSession ?? purchaseId, IpAddress = ipAddress },
                ShippingAddress = WireParts.Address(bought.Shipping, bought.Phone),
                PaymentInstrumentList = [Instrument(bought, now)],
                ProductList = [.. bought.Lines.Select(line => ToProduct(line, bought))],
                CustomData = new JsonObject
                {
                    ["MostExpensiveProduct"] = bought.Lines.MaxBy(line => line.UnitPrice)?.ProductName,
                    ["TotalCOGS"] = bought.Lines.Sum(line => line.UnitCost * line.Quantity),
                },
            },
            correlationId);
    }

    public PreparedEvent Authorization(Attempt attempt, BankEventStatus status, PaymentAnswer? answer) =>
        Bank(attempt, "auth", BankEventType.Auth, status, answer);

    public PreparedEvent Charge(Attempt attempt, BankEventStatus status, PaymentAnswer answer) =>
        Bank(attempt, "charge", BankEventType.Charge, status, answer);

    public PreparedEvent AuthorizationCancelled(Attempt attempt, PaymentAnswer answer) =>
        Bank(attempt, "auth-cancel", BankEventType.AuthCancel, BankEventStatus.Approved, answer);

    public PreparedEvent ChargeReversed(Attempt attempt, PaymentAnswer answer) =>
        Bank(attempt, "charge-reversal", BankEventType.ChargeReversal, BankEventStatus.Approved, answer);

    public PreparedEvent Status(Attempt attempt, PurchaseStatusType type, PurchaseStatusReason reason) =>
        Status(attempt.PurchaseId, attempt.CorrelationId, type, reason);

    public PreparedEvent Status(string purchaseId, string correlationId, PurchaseStatusType type, PurchaseStatusReason reason) =>
        connection.Service.Prepare(
            new PurchaseStatus { PurchaseId = purchaseId, StatusType = type, StatusDate = clock.GetUtcNow(), Reason = reason },
            correlationId);

    // The ID of a bank event comes from the bank key, so that a later answer to the same question updates it.
    private PreparedEvent Bank(Attempt attempt, string step, BankEventType type, BankEventStatus status, PaymentAnswer? answer) =>
        connection.Service.Prepare(
            new BankEvent
            {
                BankEventId = $"{attempt.BankKey}-{step}",
                PurchaseId = attempt.PurchaseId,
                Type = type,
                Status = status,
                BankEventTimestamp = answer?.At ?? clock.GetUtcNow(),
                BankResponseCode = answer?.ResponseCode,
                PaymentProcessor = answer?.Processor,
                Mrn = answer?.MerchantReferenceNumber,
                Mid = answer?.MerchantId,
                MerchantPaymentInstrumentId = InstrumentId(attempt.Snapshot),
            },
            attempt.CorrelationId);

    private static User Buyer(PurchaseSnapshot bought, DateTimeOffset now) => new()
    {
        UserId = bought.UserId,
        CreationDate = bought.Account?.CreatedAt ?? now,
        UpdateDate = bought.Account?.UpdatedAt,
        FirstName = bought.Billing.FirstName,
        LastName = bought.Billing.LastName,
        Country = bought.Billing.Country,
        ZipCode = bought.Billing.PostalCode,
        Language = bought.Language,
        PhoneNumber = bought.Phone,
        Email = bought.Email,
        ProfileType = bought.Account is null ? null : ProfileType.Consumer,
        DisplayName = WireParts.Given(bought.Account?.Name),
        IsEmailValidated = bought.Account?.EmailIsProven ?? false,
        EmailValidatedDate = bought.Account?.EmailProvenAt,
        IsPhoneNumberValidated = bought.Account is null ? null : false,
    };

    private static PaymentInstrument Instrument(PurchaseSnapshot bought, DateTimeOffset now) => new()
    {
        MerchantPaymentInstrumentId = InstrumentId(bought),
        Type = PaymentInstrumentType.CreditCard,
        PurchaseAmount = bought.Total,
        PaymentMethod = PaymentMethod.Card,
        CreationDate = bought.Account?.CardAddedAt ?? now,
        State = PaymentInstrumentState.Active,
        CardType = WireParts.CardType(bought.Card.Brand),
        HolderName = bought.Card.HolderName,
        Bin = bought.Card.Bin,
        LastFourDigits = bought.Card.LastFour,
        ExpirationDate = bought.Card.Expiry,
        BillingAddress = WireParts.Address(bought.Billing, bought.Phone),
        Currency = bought.Currency,
    };

    private static Product ToProduct(PurchaseLine line, PurchaseSnapshot bought) => new()
    {
        ProductId = line.ProductSlug,
        ProductName = line.ProductName,
        Type = ProductType.Physical,
        Sku = line.Sku,
        Category = new ProductCategory(line.FraudCategory),
        MerchantProductCategory = line.Category,
        Market = bought.Shipping.Country,
        ProductBrand = line.Brand,
        SalesPrice = line.UnitPrice,
        PurchasePrice = line.LineTotal,
        Currency = bought.Currency,
        Cogs = line.UnitCost,
        Margin = line.UnitPrice - line.UnitCost,
        Quantity = line.Quantity,
        IsRecurring = false,
        IsFree = false,
        IsPreorder = false,
        Language = bought.Language,
        ShippingMethod = new ShippingMethod(bought.ShippingMethod),
    };

    /// <summary>What Fraud Protection knows the card of a purchase by.</summary>
    public static string InstrumentId(PurchaseSnapshot bought) =>
        WireParts.InstrumentId(bought.UserId, bought.Card.Fingerprint, guest: bought.Account is null);
}
