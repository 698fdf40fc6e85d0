using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.MyData;

/// <summary>
/// Everything held about a customer, as one JSON document, table by table as the database yields it. What would open the account or
/// the card to whoever finds the file (hashes, secrets, tokens) is left out, and so is how orders and accounts were judged: score,
/// notes and labels would tell a thief what to do better.
/// </summary>
internal sealed class DataExport(StoreDb db, TimeProvider clock)
{
    private const int Piece = 16 * 1024;
    private const string Labelled = "Label";
    private const string AccountTold = "UpdateAccount";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task WriteAsync(Guid customer, PipeWriter to, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = Json.Encoder });
        var own = await Belongings.OfAsync(db, customer, cancellationToken);

        writer.WriteStartObject();
        writer.WriteString("writtenAt", clock.GetUtcNow());
        await SectionAsync("account", db.Users.Where(found => found.Id == customer).Select(found => new
        {
            found.Id, found.Email, found.EmailConfirmed, found.EmailConfirmedAt, found.FirstName, found.LastName, found.PhoneNumber, found.Language, found.CreatedAt, found.UpdatedAt, found.TwoFactorEnabled,
        }));
        await SectionAsync("roles", db.UserRoles.Where(role => role.UserId == customer).Join(db.Roles, role => role.RoleId, role => role.Id, (_, role) => role.Name));
        await SectionAsync("passkeys", db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(passkey => passkey.UserId == customer), passkey => new { passkey.Data.Name, passkey.Data.CreatedAt });
        await SectionAsync("addresses", db.Addresses.AsNoTracking().Where(address => address.CustomerId == customer).OrderBy(address => address.CreatedAt), address => new { address.Address, address.ForShipping, address.ForBilling, address.CreatedAt });
        await SectionAsync("cards", db.Cards.AsNoTracking().Where(card => card.CustomerId == customer).OrderBy(card => card.AddedAt), card => new { card.Brand, card.Bin, card.LastFour, card.Expiry, card.HolderName, card.Billing, card.IsDefault, card.AddedAt });
        await SectionAsync("carts", db.Carts.AsNoTracking().Where(cart => cart.CustomerId == customer).SelectMany(cart => cart.Lines).Select(line => new { line.Variant!.Sku, line.Quantity, line.AddedAt }));
        await SectionAsync("mailedCodes", own.Challenges.AsNoTracking().OrderBy(challenge => challenge.ExpiresAt), challenge => new { For = challenge.Step, challenge.ExpiresAt, challenge.ClosedAt });
        await SectionAsync("checkouts", own.Checkouts.AsNoTracking().OrderBy(checkout => checkout.CreatedAt), checkout => new
        {
            checkout.Email, checkout.Phone, checkout.Shipping, checkout.Billing, checkout.ShippingMethod, checkout.DeviceAllowed, checkout.DeviceId, Card = CardOf(checkout.Card), checkout.OrderNumber, checkout.CreatedAt,
        });
        await SectionAsync("attempts", own.Attempts.AsNoTracking().OrderBy(attempt => attempt.CreatedAt), attempt => new
        {
            attempt.PurchaseId, attempt.Outcome, Bought = Bought(attempt.Snapshot), attempt.IpAddress, attempt.DeviceSession, attempt.DeviceId, attempt.CreatedAt, AskedOfFraudProtection = Raw(attempt.PurchaseBody),
        });
        await SectionAsync("orders", own.Orders.AsNoTracking().OrderBy(order => order.CreatedAt).Include(order => order.Changes).Include(order => order.Shipments).Include(order => order.Terms), order => new
        {
            order.Number, order.Status, order.Email, order.Total, order.Captured, order.GivenBack, order.CreatedAt, Bought = Bought(order.Purchase),
            Story = order.Changes.OrderBy(change => change.Id).Select(change => new { change.At, change.Text }),
            Parcels = order.Shipments.Select(parcel => new { parcel.Carrier, parcel.TrackingNumber, parcel.ShippedAt, parcel.DeliveredAt }),
            FoundBy = order.Terms.Select(term => term.Term).Order(StringComparer.Ordinal),
        });
        await SectionAsync("returns", own.Returns.AsNoTracking().Include(request => request.Order).Include(request => request.Lines), request => new
        {
            Order = request.Order!.Number, request.State, request.Note, request.Answer, request.AskedAt, request.DecidedAt, Lines = request.Lines.Select(line => new { line.OrderLineId, line.Quantity, line.Reason }),
        });
        await SectionAsync("refunds", own.Refunds.Select(refund => new
        {
            Order = refund.Order!.Number, refund.Amount, refund.State, refund.RequestedAt, refund.FinishedAt,
        }));
        await SectionAsync("chargebacks", own.Chargebacks.Select(chargeback => new
        {
            Order = chargeback.Order!.Number, chargeback.BankCase, chargeback.Amount, chargeback.Reason, chargeback.Status, chargeback.RecordedAt,
        }));
        await SectionAsync("mails", own.Mail.AsNoTracking().OrderBy(mail => mail.CreatedAt), mail => new
        {
            mail.To, mail.Subject, mail.Text, mail.CreatedAt, mail.SentAt,
        });
        await SectionAsync("toldToFraudProtection", own.Events.AsNoTracking().Where(row => row.Event != Labelled).OrderBy(row => row.Id), row => new
        {
            row.Event, row.Subject, row.CreatedAt, row.DeliveredAt, Body = row.Event == AccountTold ? Raw(row.Body) : null,
        });
        writer.WriteEndObject();
        await SendAsync(to, writer, cancellationToken);

        Task SectionAsync<T>(string name, IQueryable<T> rows, Func<T, object?>? shape = null) => WriteSectionAsync(to, writer, name, rows, shape, cancellationToken);
    }

    private static async Task WriteSectionAsync<T>(PipeWriter to, Utf8JsonWriter writer, string name, IQueryable<T> rows, Func<T, object?>? shape, CancellationToken cancellationToken)
    {
        writer.WriteStartArray(name);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(writer, shape is null ? row : shape(row), Json);
            if (writer.BytesPending > Piece)
                await SendAsync(to, writer, cancellationToken);
        }

        writer.WriteEndArray();
        await SendAsync(to, writer, cancellationToken);
    }

    private static async Task SendAsync(PipeWriter to, Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    private static object Bought(PurchaseSnapshot bought) => new
    {
        bought.Email, bought.Phone, bought.Shipping, bought.Billing, bought.ShippingMethodName, Card = CardOf(bought.Card),
        Lines = bought.Lines.Select(line => new { line.Sku, line.ProductName, line.VariantName, line.UnitPrice, line.Quantity }),
        bought.ShippingCost, bought.Tax, bought.Total, bought.Currency,
    };

    private static object? CardOf(CheckoutCard? card) => card is null ? null : new { card.Brand, card.Bin, card.LastFour, card.Expiry, card.HolderName };

    private static JsonElement? Raw(string? body) => string.IsNullOrEmpty(body) ? null : JsonDocument.Parse(body).RootElement;
}
