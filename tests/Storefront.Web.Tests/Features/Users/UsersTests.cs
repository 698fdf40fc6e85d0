using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.Users;

/// <summary>Administrators say who may do what, and there is always one left who can.</summary>
public sealed partial class UsersTests : IAsyncLifetime
{
    private World world = null!;
    private Guest admin = null!;

    public async Task InitializeAsync()
    {
        world = await World.StartAsync();
        admin = await world.SignInAsync(People.Administrator);
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_role_is_given_and_taken_and_both_are_audited()
    {
        var page = await PageOfAsync(People.ShopperA);

        await admin.Browser.PressAsync(page, "Save roles", ("roles", "Reviewer"));
        using var reviewer = await world.SignInAsync(People.ShopperA);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.Browser.GetAsync("/admin")).Status);

        await admin.Browser.PostAsync(new Uri(page.Address + "/roles"), [new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        using var shopper = await world.SignInAsync(People.ShopperA);
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.Browser.GetAsync("/admin")).Status);
        var subject = await SubjectAsync(People.ShopperA);
        Assert.Equal(2, await world.LookAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Roles changed" && entry.Subject == subject)));
    }

    [Fact]
    public async Task Nobody_takes_their_own_role_and_the_last_administrator_stays_one()
    {
        var own = await PageOfAsync(People.Administrator);
        var refused = await admin.Browser.PressAsync(own, "Save roles", ("roles", "Support"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Ask another administrator", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(own.Document.QuerySelectorAll("button"), button => button.TextContent.Contains("Lock account", StringComparison.Ordinal));

        await admin.Browser.PressAsync(await PageOfAsync(People.Support), "Save roles", ("roles", "Administrator"));
        using var second = await world.SignInAsync(People.Support);
        await second.Browser.PressAsync(await second.Browser.GetAsync((await PageOfAsync(People.Administrator)).Address.PathAndQuery), "Lock account");
        Assert.Contains("Locked", (await second.Browser.GetAsync("/admin/users?q=admin@")).Text, StringComparison.Ordinal);

        var last = await second.Browser.PressAsync(await second.Browser.GetAsync((await FindAsync(second, People.Support)).Address.PathAndQuery), "Save roles", ("roles", "Reviewer"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.Status);
    }

    [Fact]
    public async Task A_locked_account_does_not_come_in_until_it_is_unlocked()
    {
        using var inside = await world.SignInAsync(People.ShopperB);
        var locked = await admin.Browser.PressAsync(await PageOfAsync(People.ShopperB), "Lock account");
        Assert.Equal("Sign in", (await inside.Browser.GetAsync("/account")).Heading); // whoever was in is out
        using var visitor = world.Visit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.TrySignInAsync(People.ShopperB, People.Password)).Status);

        await admin.Browser.PressAsync(locked, "Unlock account");

        using var again = await world.SignInAsync(People.ShopperB);
        var subject = await SubjectAsync(People.ShopperB); // by ID: the trail is never changed, and addresses have to be erasable
        Assert.Equal(["Account locked", "Account unlocked"], await world.LookAsync(db => db.AuditEntries.Where(entry => entry.Subject == subject).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task Somebody_is_invited_by_mail_and_chooses_a_password_once()
    {
        var form = await admin.Browser.GetAsync("/admin/users/invite");
        var empty = await admin.Browser.PressAsync(form, "Send invitation");
        Assert.Contains("Choose at least one role", empty.One("#Roles-error"), StringComparison.Ordinal);
        (string, string)[] fields = [("Email", "new.colleague@storefront.example"), ("FirstName", "Nia"), ("LastName", "Colleague"), ("Roles", "Support")];
        await admin.Browser.PressAsync(form, "Send invitation", fields);
        await admin.Browser.PressAsync(form, "Send invitation", fields);

        var mail = await world.LookAsync(db => db.Mail.Where(mail => mail.To == "new.colleague@storefront.example").Select(mail => mail.Text).SingleAsync());
        using var colleague = world.Visit();
        var page = await colleague.GetAsync(Link().Match(mail).Value);
        Assert.Contains("at least 12", (await colleague.PressAsync(page, "Save password", ("Password", "short"))).One("#Password-error"), StringComparison.Ordinal);
        await colleague.PressAsync(page, "Save password", ("Password", "a-long-password-of-mine"));

        await colleague.SignInAsync("new.colleague@storefront.example", "a-long-password-of-mine");
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync("/admin/catalog")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetAsync("/admin/users")).Status);
        using var stranger = world.Visit();
        var again = await stranger.PressAsync(await stranger.GetAsync(Link().Match(mail).Value), "Save password", ("Password", "another-long-password"));
        Assert.Contains("used already", again.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/account/invitation/\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    private Task<Page> PageOfAsync(string email) => FindAsync(admin, email);

    private static async Task<Page> FindAsync(Guest who, string email)
    {
        var list = await who.Browser.GetAsync("/admin/users?q=" + Uri.EscapeDataString(email));
        return await who.Browser.GetAsync(list.Document.QuerySelector("tbody th a")!.GetAttribute("href")!);
    }

    private async Task<string> SubjectAsync(string email) => $"account {await world.LookAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync()):D}";
}
