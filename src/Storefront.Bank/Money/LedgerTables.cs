using Microsoft.Data.Sqlite;
using Storefront.Bank.Cards;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Money;

/// <summary>The ledger's rows in SQL; each call belongs to the transaction of its connection.</summary>
internal static class LedgerTables
{
    public static LedgerEntry? FindEntry(this SqliteConnection connection, string key) =>
        connection.Query("SELECT * FROM ledger WHERE idempotency_key = $key", ReadEntry, ("$key", key)).SingleOrDefault();

    public static LedgerEntry Add(this SqliteConnection connection, LedgerEntry entry) => connection.Query(
        """
        INSERT INTO ledger (at, operation, idempotency_key, request_digest, reference, amount, currency, outcome, response_code, reference_number, merchant_id)
        VALUES ($at, $operation, $key, $digest, $reference, $amount, $currency, $outcome, $code, $number, $merchantId)
        RETURNING *
        """,
        ReadEntry,
        ("$at", entry.At), ("$operation", entry.Operation), ("$key", entry.Key), ("$digest", entry.RequestDigest), ("$reference", entry.Reference),
        ("$amount", entry.Amount), ("$currency", entry.Currency), ("$outcome", entry.Outcome), ("$code", entry.ResponseCode),
        ("$number", entry.ReferenceNumber), ("$merchantId", entry.MerchantId)).Single();

    public static List<LedgerEntry> EntriesAfter(this SqliteConnection connection, long sequence, string? reference, int limit) => connection.Query(
        "SELECT * FROM ledger WHERE sequence > $after AND ($reference IS NULL OR reference = $reference) ORDER BY sequence LIMIT $limit",
        ReadEntry, ("$after", sequence), ("$reference", reference), ("$limit", limit));

    public static List<LedgerEntry> NewestEntries(this SqliteConnection connection, long before, int limit) => connection.Query(
        "SELECT * FROM ledger WHERE sequence < $before ORDER BY sequence DESC LIMIT $limit", ReadEntry, ("$before", before), ("$limit", limit));

    public static PaymentAuthorization? FindAuthorization(this SqliteConnection connection, string key) => connection.Query(
        "SELECT * FROM payment_authorization WHERE key = $key", ReadAuthorization, ("$key", key)).SingleOrDefault();

    public static void Save(this SqliteConnection connection, PaymentAuthorization authorization) => connection.Execute(
        """
        INSERT INTO payment_authorization (key, approved, behaviour, amount, currency, merchant_id, expires_at, captured, returned, voided)
        VALUES ($key, $approved, $behaviour, $amount, $currency, $merchantId, $expiresAt, $captured, $returned, $voided)
        ON CONFLICT (key) DO UPDATE SET captured = excluded.captured, returned = excluded.returned, voided = excluded.voided
        """,
        ("$key", authorization.Key), ("$approved", authorization.Approved), ("$behaviour", authorization.Behaviour), ("$amount", authorization.Amount),
        ("$currency", authorization.Currency), ("$merchantId", authorization.MerchantId), ("$expiresAt", authorization.ExpiresAt),
        ("$captured", authorization.Captured), ("$returned", authorization.Returned), ("$voided", authorization.IsVoided));

    /// <summary>What the bank knows of a card when money is asked of it.</summary>
    public static (CardBehaviour Behaviour, string Expiry)? FindCard(this SqliteConnection connection, string token) => connection
        .Query("SELECT behaviour, expiry FROM card WHERE token = $token", row => (Enum.Parse<CardBehaviour>(row.Text("behaviour")), row.Text("expiry")), ("$token", token))
        .Cast<(CardBehaviour, string)?>().SingleOrDefault();

    private static LedgerEntry ReadEntry(SqliteDataReader row) => new(
        row.Number("sequence"), row.Instant("at"), Enum.Parse<Operation>(row.Text("operation")), row.Text("idempotency_key"), row.Text("request_digest"),
        row.Text("reference"), row.Number("amount"), row.TextOrNull("currency"), row.Text("response_code"), row.Text("reference_number"), row.Text("merchant_id"));

    private static PaymentAuthorization ReadAuthorization(SqliteDataReader row) => new()
    {
        Key = row.Text("key"),
        Approved = row.Number("approved") != 0,
        Behaviour = Enum.Parse<CardBehaviour>(row.Text("behaviour")),
        Amount = row.Number("amount"),
        Currency = row.TextOrNull("currency"),
        MerchantId = row.Text("merchant_id"),
        ExpiresAt = row.Instant("expires_at"),
        Captured = row.NumberOrNull("captured"),
        Returned = row.Number("returned"),
        IsVoided = row.Number("voided") != 0,
    };
}
