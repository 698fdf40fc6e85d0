using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Cards;

/// <summary>Visits to the card page and the tokens that come of them.</summary>
internal sealed class CardStore(BankDatabase database, FingerprintKey fingerprints, BankOptions options, TimeProvider time)
{
    private static readonly TimeSpan ReferenceLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(1);

    public Task<string> StartAsync(string checkout, Uri returnTo, long amount, string currency, CancellationToken cancellationToken)
    {
        var id = Unguessable();
        var now = time.GetUtcNow();
        return database.WriteAsync(connection =>
        {
            connection.Execute("DELETE FROM card_session WHERE created_at < $old", ("$old", now - KeptAfterwards));
            connection.Execute("DELETE FROM card WHERE redeemed_at IS NULL AND created_at < $old", ("$old", now - KeptAfterwards));
            connection.Execute(
                "INSERT INTO card_session (id, checkout, return_to, amount, currency, created_at) VALUES ($id, $checkout, $returnTo, $amount, $currency, $now)",
                ("$id", id), ("$checkout", checkout), ("$returnTo", returnTo.AbsoluteUri), ("$amount", amount), ("$currency", currency), ("$now", now));
            return id;
        }, cancellationToken);
    }

    public CardSession? Find(string id) => database.Read(connection => connection.Query(
        "SELECT * FROM card_session WHERE id = $id", ReadSession, ("$id", id)).SingleOrDefault());

    /// <summary>Counts one post of the form; false when there were too many already.</summary>
    public Task<bool> CountTryAsync(CardSession session, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE card_session SET tries = tries + 1 WHERE id = $id AND tries < $most",
            ("$id", session.Id), ("$most", options.CardTriesPerSession)) == 1, cancellationToken);

    /// <summary>Makes token and reference. After this nothing of number and code is left but the fingerprint.</summary>
    public Task<string> KeepAsync(CardSession session, TypedCard typed, CancellationToken cancellationToken)
    {
        var reference = Unguessable();
        return database.WriteAsync(connection =>
        {
            connection.Execute(
                """
                INSERT INTO card (token, fingerprint, bin, last_four, brand, expiry, holder_name, behaviour, reference, checkout, created_at)
                VALUES ($token, $fingerprint, $bin, $lastFour, $brand, $expiry, $holderName, $behaviour, $reference, $checkout, $now)
                """,
                ("$token", "tok_" + Unguessable()), ("$fingerprint", fingerprints.Of(typed.Number)),
                ("$bin", typed.Number[..6]), ("$lastFour", typed.Number[^4..]), ("$brand", typed.Brand.Name),
                ("$expiry", typed.Expiry), ("$holderName", typed.HolderName), ("$behaviour", TestCard.BehaviourOf(typed.Number)),
                ("$reference", reference), ("$checkout", session.Checkout), ("$now", time.GetUtcNow()));
            return reference;
        }, cancellationToken);
    }

    /// <summary>The card of a reference, once, for the checkout it was made for, while it is fresh.</summary>
    public Task<Card?> RedeemAsync(string reference, string checkout, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(connection => connection.Query(
            """
            UPDATE card SET redeemed_at = $now
            WHERE reference = $reference AND checkout = $checkout AND redeemed_at IS NULL AND created_at > $oldest
            RETURNING *
            """,
            ReadCard, ("$now", now), ("$reference", reference), ("$checkout", checkout), ("$oldest", now - ReferenceLifetime)).SingleOrDefault(), cancellationToken);
    }

    private static Card ReadCard(SqliteDataReader row) => new(
        row.Text("token"), row.Text("fingerprint"), row.Text("bin"), row.Text("last_four"), row.Text("brand"), row.Text("expiry"), row.Text("holder_name"));

    private static CardSession ReadSession(SqliteDataReader row) => new(
        row.Text("id"), row.Text("checkout"), new Uri(row.Text("return_to")), row.Number("amount"), row.Text("currency"), row.Instant("created_at"));

    private static string Unguessable() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
