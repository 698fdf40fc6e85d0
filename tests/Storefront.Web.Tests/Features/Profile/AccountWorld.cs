using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Web.Features.Accounts;

namespace Storefront.Web.Tests.Features.Profile;

/// <summary>A world in which Fraud Protection is told of accounts, and whose limits many purchases do not reach.</summary>
public sealed class AccountWorld : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync(new Dictionary<string, string?>
    {
        ["AccountProtection:Mode"] = "Evaluate",
        ["Checkout:AttemptsPerCard"] = "100000",
        ["Checkout:AttemptsPerEmail"] = "100000",
        ["Checkout:AttemptsPerAddress"] = "100000",
        ["Checkout:AttemptsPerIp"] = "100000",
        ["Accounts:TriesPerIp"] = "100000",
    });

    public Task DisposeAsync() => World.DisposeAsync().AsTask();

    /// <summary>A new customer, signed in.</summary>
    internal async Task<Member> JoinAsync(string name = "nora") => await Member.SignInAsync(World, await World.AddCustomerAsync(name));
}

/// <summary>A customer who is signed in, and what can be done in the account page by page.</summary>
internal sealed class Member(World world, Guest guest, Guid id) : IDisposable
{
    public Guid Id { get; } = id;

    public Guest Guest { get; } = guest;

    public Browser Browser => Guest.Browser;

    public string Email => Guest.Email;

    public static async Task<Member> SignInAsync(World world, string email)
    {
        var id = await world.LookAsync(db => db.Users.Where(customer => customer.Email == email).Select(customer => customer.Id).SingleAsync());
        return new Member(world, await world.SignInAsync(email), id);
    }

    public async Task<Page> AddAddressAsync(string street = "418 Example Avenue") =>
        await Browser.PressAsync(
            await Browser.GetAsync("/account/addresses/new"),
            "Save address",
            ("Address.FirstName", "Nora"),
            ("Address.LastName", "Ellery"),
            ("Address.Country", "US"),
            ("Address.Street", street),
            ("Address.Street2", "Unit 6"),
            ("Address.City", "Seattle"),
            ("Address.Region", "WA"),
            ("Address.PostalCode", "98101"));

    public async Task<Page> AddCardAsync(string card = Tests.Guest.GoodCard, string expiry = "12/39") =>
        await Guest.UseCardAsync(await Browser.GetAsync("/account/cards/new"), card, expiry);

    /// <summary>What the service was told about this customer's account, once it was told that much.</summary>
    public Task<IReadOnlyList<Received>> ToldAsync(int count) => World.EventuallyAsync(
        async () => (IReadOnlyList<Received>)
        [
            .. (await world.ReceivedAsync(Id.ToString())).Where(row => row.Event == "UpdateAccount")
                .DistinctBy(row => row.Request.GetProperty("_metadata").GetProperty("trackingId").GetString()), // told again after a lost answer
        ],
        rows => rows.Count >= count,
        TimeSpan.FromSeconds(60));

    public void Dispose() => Guest.Dispose();
}
