using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.Bank.Money;

internal enum Operation
{
    Authorize,
    Capture,
    Void,
    Refund,
}

/// <summary>What a merchant asks for under an idempotency key. Amounts are whole minor units.</summary>
internal abstract record MoneyRequest([property: JsonIgnore] Operation Operation, string Reference)
{
    /// <summary>Tells the same request from another one.</summary>
    public string Digest() => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Operation + "\n" + JsonSerializer.Serialize(this, GetType()))));

    /// <summary>What the merchant has to put right; null when the request can be judged.</summary>
    public virtual string? Problem() => Texts.IsShort(Reference) ? null : "reference is missing or longer than 100 characters.";

    protected static string? AmountProblem(long amount, string currency) =>
        amount is < 1 or > 1_000_000_000_000 ? "amount must be a number of minor units from 1 to 1000000000000."
        : !Currencies.IsCode(currency) ? "currency must be three capital letters, for example USD."
        : null;

    protected static string? KeyProblem(string authorizationKey) =>
        Texts.IsShort(authorizationKey) ? null : "authorizationKey is missing or longer than 100 characters.";
}

internal sealed record Authorize(string CardToken, long Amount, string Currency, string Reference, string? MerchantId = null) : MoneyRequest(Operation.Authorize, Reference)
{
    public override string? Problem() =>
        !Texts.IsShort(CardToken) ? "cardToken is missing or longer than 100 characters."
        : MerchantId is not null && !Texts.IsShort(MerchantId) ? "merchantId is empty or longer than 100 characters."
        : AmountProblem(Amount, Currency) ?? base.Problem();
}

internal sealed record Capture(string AuthorizationKey, long Amount, string Currency, string Reference) : MoneyRequest(Operation.Capture, Reference)
{
    public override string? Problem() => KeyProblem(AuthorizationKey) ?? AmountProblem(Amount, Currency) ?? base.Problem();
}

internal sealed record Cancel(string AuthorizationKey, string Reference) : MoneyRequest(Operation.Void, Reference)
{
    public override string? Problem() => KeyProblem(AuthorizationKey) ?? base.Problem();
}

internal sealed record Refund(string AuthorizationKey, long Amount, string Currency, string Reference) : MoneyRequest(Operation.Refund, Reference)
{
    public override string? Problem() => KeyProblem(AuthorizationKey) ?? AmountProblem(Amount, Currency) ?? base.Problem();
}
