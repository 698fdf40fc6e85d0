using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Returns;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Tests.Features.Profile;

namespace Storefront.Web.Tests.Features.MyData;

/// <summary>A customer takes everything along, or has it erased; orders stay without whose they were.</summary>
public sealed class MyDataTests(AccountWorld running) : IClassFixture<AccountWorld>
{
    // Tables that hold something of a customer, and which part of the download tells of it.
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["Customers"] = "account",
        ["CustomerRoles"] = "roles",
        ["CustomerPasskeys"] = "passkeys",
        ["CustomerAddresses"] = "addresses",
        ["CustomerCards"] = "cards",
        ["Carts"] = "carts",
        ["CartLines"] = "carts",
        ["AccountChallenges"] = "mailedCodes",
        ["Checkouts"] = "checkouts",
        ["Attempts"] = "attempts",
        ["Orders"] = "orders",
        ["OrderLine"] = "orders",
        ["OrderChanges"] = "orders",
        ["OrderTerms"] = "orders",
        ["Shipments"] = "orders",
        ["ShipmentLines"] = "orders",
        ["Returns"] = "returns",
        ["ReturnLines"] = "returns",
        ["Refunds"] = "refunds",
        ["RefundLines"] = "refunds",
        ["Chargebacks"] = "chargebacks",
        ["Mail"] = "mails",
        ["Outbox"] = "toldToFraudProtection",
    };

    // Of a customer, and erased like all else, but not in the download: what would open the account, and how somebody was judged.
    private static readonly string[] Withheld = ["CustomerTokens", "CustomerLogins", "CustomerClaims", "ReviewCases", "ReviewNotes", "ChargebackSteps", "FraudLabels"];

    // Of the shop and of those who run it.
    private static readonly string[] OfTheShop =
        ["EndedSessions", "Roles", "RoleClaims", "Categories", "Products", "Variants", "CatalogImports", "SettingsVersions", "KeyVaultEntries", "AuditEntries"];

    private World World => running.World;

    [Fact]
    public async Task Of_every_table_it_is_decided_whether_it_is_in_the_download()
    {
        var tables = await World.LookAsync(db => Task.FromResult(db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct()));

        Assert.Equal([.. Sections.Keys.Concat(Withheld).Concat(OfTheShop).Order(StringComparer.Ordinal)], tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_download_holds_every_table_that_holds_the_customer_and_no_key_to_anything()
    {
        using var nora = await running.JoinAsync();
        var sold = await LiveAsync(nora);
        await ShipAsync(sold);
        await WriteAsync(nora, sold);

        using var answer = await nora.Browser.SendOnceAsync(new HttpRequestMessage(HttpMethod.Get, "/account/data/download"));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var data = JsonDocument.Parse(text);
        var tables = await World.WithAsync(nora.Email);
        Assert.Equal(
            ["Attempts", "ChargebackSteps", "Chargebacks", "Checkouts", "Customers", "FraudLabels", "Mail", "OrderTerms", "Orders", "Outbox", "Refunds", "Returns", "ReviewNotes"],
            tables.Order(StringComparer.Ordinal));
        Assert.Equal(Sections.Values.Distinct().Order(StringComparer.Ordinal), data.RootElement.EnumerateObject().Select(section => section.Name).Where(name => name != "writtenAt").Order(StringComparer.Ordinal));
        foreach (var table in tables.Except(Withheld).Where(table => table != "Refunds")) // of a refund, the note is staff's
            Assert.Contains(nora.Email, data.RootElement.GetProperty(Sections[table]).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("418 Example Avenue", data.RootElement.GetProperty("addresses")[0].GetProperty("address").GetProperty("street").GetString());
        Assert.Equal("1111", data.RootElement.GetProperty("cards")[0].GetProperty("lastFour").GetString());
        Assert.Equal("KIT-CAFE-CREAM", data.RootElement.GetProperty("carts")[0].GetProperty("sku").GetString());
        Assert.Equal(sold.Number, data.RootElement.GetProperty("orders")[0].GetProperty("number").GetString());

        var secrets = await World.LookAsync(db => db.Users.Where(customer => customer.Id == nora.Id).Select(customer => new[] { customer.PasswordHash!, customer.SecurityStamp! }).SingleAsync());
        var token = await World.LookAsync(db => db.Cards.Where(card => card.CustomerId == nora.Id).Select(card => card.Token).SingleAsync());
        foreach (var secret in secrets.Append(token).Append("riskScore").Append("RuleEngine").Append("EmailFraud").Append("Knows " + nora.Email))
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nothing_of_another_customer_is_in_the_download()
    {
        using var nora = await running.JoinAsync();
        await LiveAsync(nora);
        using var bela = await running.JoinAsync("bela");

        var data = await bela.Browser.GetAsync("/account/data/download");

        Assert.Contains(bela.Email, data.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(nora.Email, data.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("418 Example Avenue", data.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_account_leaves_nothing_of_its_owner_and_its_orders_without_a_name()
    {
        using var nora = await running.JoinAsync();
        var sold = await LiveAsync(nora);
        await ShipAsync(sold);
        await WriteAsync(nora, sold);
        await World.EventuallyAsync(() => World.LookAsync(db => db.Outbox.CountAsync(row => row.State != OutboxState.Delivered && (row.Key == nora.Id.ToString() || row.Key == Shouted(nora) || row.Key == sold.Attempt.OutboxKey))), waiting => waiting == 0, TimeSpan.FromSeconds(60));
        await World.EventuallyAsync(() => World.LookAsync(db => db.Mail.CountAsync(mail => mail.To == nora.Email && mail.SentAt == null)), waiting => waiting == 0, TimeSpan.FromSeconds(60));
        var told = (await nora.ToldAsync(0)).Count;

        var gone = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/account/data"), "Erase my account", ("Password", People.Password), ("Sure", "true"));

        Assert.Equal("Your account is erased", gone.Heading);
        Assert.Equal("Sign in", (await nora.Browser.GetAsync("/account")).Heading);
        Assert.Empty(await World.WithAsync(nora.Email));
        foreach (var personal in new[] { "418 Example Avenue", "+1-2065550143" })
            Assert.Empty(await OwnTablesAsync(sold, personal));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(World.Directory, "shop", "mail")))
            Assert.DoesNotContain(nora.Email, await File.ReadAllTextAsync(file), StringComparison.OrdinalIgnoreCase);
        var order = await sold.OrderAsync();
        Assert.Equal((OrderStatus.Shipped, sold.Attempt.Total, null), (order.Status, order.Total, order.CustomerId));
        Assert.Equal(sold.Attempt.Snapshot.Lines.Select(line => line.Sku), order.Purchase.Lines.Select(line => line.Sku));

        var erased = (await nora.ToldAsync(told + 1))[^1].Request;
        Assert.Equal(("Erased", $"{nora.Id}@erased.invalid"), (erased.GetProperty("firstName").GetString(), erased.GetProperty("email").GetString()));
        Assert.All(erased.GetProperty("paymentInstrumentList").EnumerateArray(), card => Assert.Equal("Expired", card.GetProperty("state").GetString()));
        Assert.DoesNotContain("Ellery", erased.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_not_erased_without_its_password_nor_while_an_order_is_to_be_sent()
    {
        using var nora = await running.JoinAsync();
        await LiveAsync(nora);
        var page = await nora.Browser.GetAsync("/account/data");

        var wrong = await nora.Browser.PressAsync(page, "Erase my account", ("Password", "not-the-password"), ("Sure", "true"));
        var unsure = await nora.Browser.PressAsync(page, "Erase my account", ("Password", People.Password));
        var early = await nora.Browser.PressAsync(page, "Erase my account", ("Password", People.Password), ("Sure", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("That is not your password", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Tick the box", unsure.Text, StringComparison.Ordinal);
        Assert.Contains("still to be sent", early.Text, StringComparison.Ordinal);
        Assert.Equal("Hello, Nora", (await nora.Browser.GetAsync("/account")).Heading);
    }

    /// <summary>Leaves something in every place there is: profile, address, card, order, mail, cart.</summary>
    private async Task<Sold> LiveAsync(Member nora)
    {
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        await nora.Guest.AddAsync("cafe-mug", "KIT-CAFE-CREAM");
        var payment = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/checkout"), "Continue", ("ShippingMethod", "Standard"), ("Phone", "+1-2065550143"));
        var outcome = await nora.Browser.PressAsync(await nora.Browser.PressAsync(payment, "Continue"), "Place order");
        await World.EventuallyAsync(() => nora.Browser.GetAsync(outcome.Address.PathAndQuery), page => !page.Headers.Contains("Refresh"), TimeSpan.FromSeconds(60));
        var attempt = await World.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(found => found.CustomerId == nora.Id));
        var sold = new Sold(World, await World.LookAsync(db => db.Orders.Where(order => order.CustomerId == nora.Id).Select(order => order.Id).SingleAsync()), attempt);
        await World.EventuallyAsync(sold.OrderAsync, order => order.Status == OrderStatus.Paid, TimeSpan.FromSeconds(60));
        await nora.Guest.AddAsync("cafe-mug", "KIT-CAFE-CREAM");
        return sold;
    }

    // Staff type an address as they like.
    private static string Shouted(Member member) => member.Email.ToUpperInvariant();

    private static async Task ShipAsync(Sold sold)
    {
        var lines = await sold.AllLinesAsync();
        Assert.Null(await sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(Guid.NewGuid(), "Hauler", "H-1", lines), default)));
    }

    /// <summary>What the customer, staff and the bank write in words of their own, with the customer's address in it.</summary>
    private async Task WriteAsync(Member nora, Sold sold)
    {
        var line = (await sold.OrderAsync()).Lines[0].Id;
        Assert.Null(await sold.AtAsync<ReturnDesk>(desk => desk.AskAsync(sold.Id, new ReturnAsk(Guid.NewGuid(), [new ReturnPieces(line, 1, ReturnReason.Damaged)], $"Write to {nora.Email}"), default)));
        var request = await World.LookAsync(db => db.Returns.AsNoTracking().SingleAsync(found => found.OrderId == sold.Id));
        Assert.Null(await sold.AtAsync<ReturnDesk>(desk => desk.RefuseAsync(request.Id, $"We wrote to {nora.Email}.", default)));
        var now = World.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var notice = new BankNotice { BankCase = $"CASE-{sold.Number}", Order = sold.Number, Amount = 1, Currency = "USD", Reason = $"Not known to {nora.Email}", NoticedAt = now, DueOn = DateOnly.FromDateTime(now.UtcDateTime) };
        await World.LookAsync(async db =>
        {
            var chargeback = Chargeback.Record(Guid.NewGuid(), sold.Id, notice, People.Support, now);
            chargeback.Move(ChargebackStatus.Accepted, now, dueOn: null, People.Support, $"Told {nora.Email}", now);
            db.Chargebacks.Add(chargeback);
            db.ReviewNotes.Add(new ReviewNote { Id = Guid.NewGuid(), OrderId = sold.Id, At = now, By = People.Reviewer, Text = $"Knows {nora.Email}" });
            await db.Refunds.Where(refund => refund.OrderId == sold.Id).ExecuteUpdateAsync(refund => refund.SetProperty(found => found.Note, $"For {nora.Email}"));
            return await db.SaveChangesAsync();
        });
        using var reviewer = await World.SignInAsync(People.Reviewer);
        await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/labels/new"), "Tell Fraud Protection", ("Meaning", "EmailFraud"), ("About", Shouted(nora)));
    }

    // Others of this world live in the same street: only this order is looked into.
    private Task<List<string>> OwnTablesAsync(Sold sold, string personal) => World.LookAsync(async db =>
    {
        var order = await db.Orders.AsNoTracking().SingleAsync(found => found.Id == sold.Id);
        var attempt = await db.Attempts.AsNoTracking().SingleAsync(found => found.Id == order.AttemptId);
        var texts = new Dictionary<string, string> { ["Orders"] = JsonSerializer.Serialize(order.Purchase), ["Attempts"] = JsonSerializer.Serialize(attempt) };
        return texts.Where(text => text.Value.Contains(personal, StringComparison.Ordinal)).Select(text => text.Key).ToList();
    });
}
