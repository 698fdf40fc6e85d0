using System.Text.Json.Nodes;
using Storefront.FraudProtection.Events;

namespace Storefront.Tests.FraudProtection;

/// <summary>Events for tests that do not care what is in them.</summary>
internal static class Some
{
    public static Purchase Purchase { get; } = new()
    {
        PurchaseId = "db19e2f8-4d98-4164-ab80-07981d1896d2",
        MerchantLocalDate = new DateTimeOffset(2026, 3, 14, 20, 18, 11, 254, TimeSpan.FromHours(-7)),
        TotalAmount = 69.4m,
        Currency = "USD",
        User = new User { UserId = "cust-10482", Email = "nora.ellery91@example.com", FirstName = "Zoë" },
        PaymentInstrumentList = [new PaymentInstrument { Type = PaymentInstrumentType.CreditCard, Bin = "411111", LastFourDigits = "1111", PurchaseAmount = 69.4m }],
        CustomData = new JsonObject { ["MostExpensiveProduct"] = "Mug", ["TotalCOGS"] = 24.30m, ["ContainsRiskyProducts"] = false },
    };

    public static BankEvent BankEvent { get; } = new()
    {
        BankEventId = "046a1cc1-f4ca-45c3-95cf-2a2c7914b92e",
        PurchaseId = Purchase.PurchaseId,
        Type = BankEventType.Auth,
        Status = BankEventStatus.Approved,
    };
}
