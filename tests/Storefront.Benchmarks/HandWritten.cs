using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Storefront.Benchmarks;

/// <summary>The logic of rules.fql, rule by rule, as somebody would write it who knows C# and has no rules language.</summary>
internal sealed class HandWritten(DateTimeOffset now)
{
    private readonly FrozenSet<string> domains = Set(SampleLists.Domains);
    private readonly FrozenSet<string> forwarders = Set(SampleLists.Forwarders);
    private readonly FrozenSet<string> bins = Set(SampleLists.Bins);
    private readonly FrozenSet<string> tests = Set(["test", "asdf", "qwerty", "xxx"]);
    private readonly FrozenSet<string> currencies = Set(["USD", "EUR", "GBP"]);
    private readonly FrozenSet<string> blocked = Set([]);
    private readonly FrozenSet<string> watched = Set([]);
    private readonly FrozenDictionary<string, string> risks = SampleLists.Countries.ToFrozenDictionary(country => country.Code, country => country.Risk, StringComparer.OrdinalIgnoreCase);

    public string Judge(JsonElement p) =>
        Number(p, "totalAmount") >= 5000 ? "Reject"
        : Number(p, "totalAmount") >= 2000 && Text(p, "user", "country") != Text(p, "shippingAddress", "country") ? "Review"
        : Number(p, "salesTax") > Number(p, "totalAmount") ? "Reject"
        : Text(p, "user", "email").ToLowerInvariant().Contains("+reject@", StringComparison.Ordinal) ? "Reject"
        : Text(p, "user", "email").EndsWith("@mailbox.invalid", StringComparison.Ordinal) ? "Review"
        : domains.Contains(Text(p, "user", "email")[(Text(p, "user", "email").IndexOf('@', StringComparison.Ordinal) + 1)..]) ? "Review"
        : Text(p, "user", "email").IndexOf('@', StringComparison.Ordinal) > 40 ? "Review"
        : Text(p, "user", "firstName").Equals(Text(p, "user", "lastName"), StringComparison.OrdinalIgnoreCase) ? "Review"
        : Text(p, "user", "firstName").AsSpan().ContainsAnyInRange('0', '9') ? "Review"
        : tests.Contains(Text(p, "user", "lastName")) ? "Reject"
        : Text(p, "shippingAddress", "street1").Trim().ToLowerInvariant().StartsWith("1 reject road", StringComparison.Ordinal) ? "Reject"
        : Text(p, "shippingAddress", "street1").ToLowerInvariant().Contains("po box", StringComparison.Ordinal) ? "Review"
        : forwarders.Contains(Text(p, "shippingAddress", "street1").Trim()) ? "Review"
        : Text(p, "shippingAddress", "zipCode").Length < 3 ? "Review"
        : int.Parse(risks.GetValueOrDefault(Text(p, "shippingAddress", "country"), "0"), CultureInfo.InvariantCulture) >= 8 ? "Review"
        : blocked.Contains(Text(p, "deviceContext", "ipAddress")) ? "Reject"
        : Text(p, "deviceContext", "ipAddress").StartsWith("10.", StringComparison.Ordinal) ? "Review"
        : blocked.Contains(Text(p, "deviceContext", "externalDeviceId")) ? "Reject"
        : bins.Contains(Text(Card(p), "bin")) ? "Review"
        : Number(p, "totalAmount") > 300 && !Text(Card(p), "holderName").ToLowerInvariant().Contains(Text(p, "user", "lastName").ToLowerInvariant(), StringComparison.Ordinal) ? "Review"
        : Number(p, "totalAmount") > 200 && Text(Card(p), "billingAddress", "country") != Text(p, "shippingAddress", "country") ? "Review"
        : blocked.Contains(Text(Card(p), "merchantPaymentInstrumentId")) ? "Reject"
        : Text(Card(p), "expirationDate").EndsWith("/20", StringComparison.Ordinal) ? "Review"
        : Text(Product(p), "productName").ToLowerInvariant().Contains("gift card", StringComparison.Ordinal) ? "Review"
        : Number(Product(p), "quantity") >= 15 ? "Review"
        : Text(Product(p), "category") == "DigitalGoods" && Number(p, "totalAmount") > 100 ? "Review"
        : Text(Product(p), "sku").StartsWith("TST", StringComparison.Ordinal) ? "Reject"
        : blocked.Contains(Text(p, "user", "email")) ? "Reject"
        : watched.Contains(Text(p, "user", "email")) ? "Review"
        : blocked.Contains(Text(p, "user", "userId")) ? "Reject"
        : (now - Instant(p, "user", "creationDate")).Days < 1 && Number(p, "totalAmount") > 100 ? "Review"
        : Number(p, "totalItemCount") > 50 ? "Review"
        : !currencies.Contains(Text(p, "currency")) ? "Review"
        : "Approve";

    private static FrozenSet<string> Set(IEnumerable<string> keys) => keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static JsonElement Card(JsonElement p) => p.GetProperty("paymentInstrumentList")[0];

    private static JsonElement Product(JsonElement p) => p.GetProperty("productList")[0];

    private static JsonElement At(JsonElement p, string first, string? second) =>
        p.TryGetProperty(first, out var found) && second is not null ? found.TryGetProperty(second, out var inner) ? inner : default : found;

    private static string Text(JsonElement p, string first, string? second = null) => At(p, first, second) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static decimal Number(JsonElement p, string name) => p.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : 0;

    private static DateTimeOffset Instant(JsonElement p, string first, string second) => At(p, first, second).TryGetDateTimeOffset(out var instant) ? instant : default;
}
