// The smallest shop that asks before it charges: one product, one page, one form. Everything a real shop adds (a cart, a bank,
// stored attempts, an outbox) is in src/Storefront.Web; what it asks, and when, is the same.
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

const decimal Price = 45.00m;
const string Refused = "<p>The order cannot be processed at this time. Please try again later.</p>";

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFraudProtection(builder.Configuration.GetSection("FraudProtection"));
builder.Services.AddAntiforgery();
var app = builder.Build();
app.UseAntiforgery();

// A form that is sent twice is one purchase. A real shop keeps this in its database.
var outcomes = new ConcurrentDictionary<Guid, Lazy<Task<string>>>();

app.MapGet("/", (HttpContext http, IAntiforgery antiforgery) =>
{
    var token = antiforgery.GetAndStoreTokens(http);
    return Page($"""
        <h1>Oak desk lamp, ${Price}</h1>
        <form method="post" action="/buy">
          <input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}">
          <input type="hidden" name="purchaseId" value="{Guid.NewGuid()}">
          <label>Email <input name="email" type="email" autocomplete="email" required></label>
          <button>Place order</button>
        </form>
        """);
});

app.MapPost("/buy", async ([FromForm] Guid purchaseId, [FromForm] string email, HttpContext http, FraudProtectionService fraud) =>
{
    var purchase = NewPurchase(purchaseId, email, http.Connection.RemoteIpAddress?.ToString());
    return Page(await outcomes.GetOrAdd(purchaseId, _ => new(() => BuyAsync(purchase, fraud, app.Logger))).Value);
});

app.Run();

static async Task<string> BuyAsync(Purchase purchase, FraudProtectionService fraud, ILogger log)
{
    var correlationId = Guid.NewGuid().ToString(); // one for everything about this purchase
    var decision = Decision.Reject;                // no answer is not a yes; a shop with reviewers holds the order instead
    try
    {
        decision = (await fraud.AssessPurchaseAsync(purchase, correlationId)).Decision;
    }
    catch (FraudProtectionException e)
    {
        log.LogWarning(e, "Purchase {PurchaseId} got no answer", purchase.PurchaseId);
    }

    // Here the bank is asked for the money, if the decision is Approve; its answer is told with ReportBankEventAsync.
    var status = decision == Decision.Approve ? PurchaseStatusType.Approved : PurchaseStatusType.Rejected;
    try
    {
        var told = new PurchaseStatus { PurchaseId = purchase.PurchaseId, StatusType = status, StatusDate = Now(), Reason = PurchaseStatusReason.RuleEngine };
        await fraud.ReportPurchaseStatusAsync(told, correlationId);
    }
    catch (FraudProtectionException e)
    {
        // Telling is informational: it never changes the order. A real shop stores the event and sends it until it arrives.
        log.LogWarning(e, "The status of purchase {PurchaseId} was not delivered", purchase.PurchaseId);
    }

    return status == PurchaseStatusType.Approved ? $"<p>Thank you. Your order is placed: {purchase.PurchaseId}</p>" : Refused;
}

static Purchase NewPurchase(Guid id, string email, string? ipAddress) => new()
{
    PurchaseId = id.ToString(),
    MerchantLocalDate = Now(),
    TotalAmount = Price,
    Currency = "USD",
    IsGuestCheckout = true,
    User = new User { UserId = Guid.NewGuid().ToString(), Email = email },
    DeviceContext = new DeviceContext { DeviceContextId = id.ToString(), IpAddress = ipAddress },
    ProductList = [new Product { ProductId = "lamp", ProductName = "Oak desk lamp", PurchasePrice = Price, Quantity = 1 }],
};

static DateTimeOffset Now() => TimeProvider.System.GetLocalNow();

static IResult Page(string body) => Results.Content($"<!doctype html><html lang=\"en\"><title>Lamp shop</title>{body}</html>", "text/html; charset=utf-8");
