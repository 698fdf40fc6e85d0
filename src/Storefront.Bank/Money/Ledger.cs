using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Storefront.Bank.Cards;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Money;

/// <summary>
/// Does each operation once. Key, decision and effect are one transaction of the only writer, so calls with the same key
/// stand in line and all but the first read the answer of the first.
/// </summary>
internal sealed class Ledger(BankDatabase database, BankOptions options, TimeProvider time)
{
    private const string DefaultMerchantId = "PRETEND001";

    public Task<Recording> RecordAsync(string key, MoneyRequest request, CancellationToken cancellationToken) => database.WriteAsync(connection =>
    {
        if (connection.FindEntry(key) is { } earlier)
            return earlier.RequestDigest == request.Digest() ? new Recording.Done(earlier, Late: false) : new Recording.KeyTaken();

        return request switch
        {
            Authorize authorize => Decide(connection, key, authorize),
            Capture capture => Decide(connection, key, capture),
            Cancel cancel => Decide(connection, key, cancel),
            Refund refund => Decide(connection, key, refund),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
    }, cancellationToken);

    private Recording Decide(SqliteConnection connection, string key, Authorize request)
    {
        var merchantId = request.MerchantId ?? DefaultMerchantId;
        if (connection.FindAuthorization(key) is not null) // only a void can have come first
            return Done(connection, key, request, request.Amount, request.Currency, ResponseCodes.Voided, merchantId);

        var card = connection.FindCard(request.CardToken);
        if (card?.Behaviour == CardBehaviour.NeverAnswers)
            return new Recording.Silence();

        var code = card is not { } known ? ResponseCodes.UnknownCard
            : CardExpiry.HasPassed(known.Expiry, time.GetUtcNow()) ? ResponseCodes.CardExpired
            : known.Behaviour == CardBehaviour.DeclinesAuthorization ? ResponseCodes.CardDeclined
            : ResponseCodes.Approved;

        connection.Save(new PaymentAuthorization
        {
            Key = key,
            Approved = code == ResponseCodes.Approved,
            Behaviour = card?.Behaviour ?? CardBehaviour.Approves,
            Amount = request.Amount,
            Currency = request.Currency,
            MerchantId = merchantId,
            ExpiresAt = time.GetUtcNow() + options.AuthorizationLifetime,
        });
        return Done(
            connection, key, request, request.Amount, request.Currency, code, merchantId, card?.Behaviour == CardBehaviour.AnswersLate);
    }

    private Recording.Done Decide(SqliteConnection connection, string key, Capture request)
    {
        if (connection.FindAuthorization(request.AuthorizationKey) is not { } authorization)
            return Done(connection, key, request, request.Amount, request.Currency, ResponseCodes.NoAuthorization, DefaultMerchantId);

        var (code, after) = authorization.Capture(request.Amount, request.Currency, time.GetUtcNow());
        connection.Save(after);
        return Done(connection, key, request, request.Amount, request.Currency, code, authorization.MerchantId);
    }

    private Recording.Done Decide(SqliteConnection connection, string key, Cancel request)
    {
        // Never seen: its place is taken now, so that an authorization still under way is declined when it arrives.
        var authorization = connection.FindAuthorization(request.AuthorizationKey) ?? new PaymentAuthorization
        {
            Key = request.AuthorizationKey,
            Approved = false,
            Behaviour = CardBehaviour.Approves,
            Amount = 0,
            Currency = null,
            MerchantId = DefaultMerchantId,
            ExpiresAt = time.GetUtcNow(),
        };
        var (amount, after) = authorization.Void();
        connection.Save(after);
        return Done(connection, key, request, amount, authorization.Currency, ResponseCodes.Approved, authorization.MerchantId);
    }

    private Recording.Done Decide(SqliteConnection connection, string key, Refund request)
    {
        if (connection.FindAuthorization(request.AuthorizationKey) is not { } authorization)
            return Done(connection, key, request, request.Amount, request.Currency, ResponseCodes.NoAuthorization, DefaultMerchantId);

        var (code, after) = authorization.Refund(request.Amount, request.Currency);
        connection.Save(after);
        return Done(connection, key, request, request.Amount, request.Currency, code, authorization.MerchantId);
    }

    private Recording.Done Done(
        SqliteConnection connection, string key, MoneyRequest request, long amount, string? currency, string code, string merchantId, bool late = false) =>
        new(connection.Add(new LedgerEntry(
            0, time.GetUtcNow(), request.Operation, key, request.Digest(), request.Reference, amount, currency, code, NewReferenceNumber(), merchantId)), late);

    private static string NewReferenceNumber() => RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 12);
}
