using Storefront.Tests.Web.Hosting;
using Storefront.Web;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class CreateAdminTests
{
    [Fact]
    public async Task Outside_Development_there_is_nobody_until_an_operator_makes_the_first_administrator()
    {
        const string email = "anna@shop.example";
        var directory = Directory.CreateTempSubdirectory("shop-").FullName;
        var here = $"--Storage:Directory={directory}";
        Assert.Equal(0, await ShopHost.RunAsync(["migrate", here]));

        var weak = await Child.TypeAsync("short\n", $"create-admin {email} {here}");
        var nothing = await Child.RunAsync($"create-admin {email} {here}");
        var made = await Child.TypeAsync("a long enough pass phrase\n", $"create-admin {email} {here}");
        var twice = await Child.TypeAsync("a long enough pass phrase\n", $"create-admin {email} {here}");

        Assert.All([weak, nothing, twice], answer => Assert.Equal((1, ""), (answer.ExitCode, answer.Output)));
        Assert.All([weak, nothing, twice], answer => Assert.Single(answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal((0, $"{email} is an administrator and can sign in."), (made.ExitCode, made.Output.Trim()));

        await using var shop = await BareShop.StartAsync(BareShop.Production, directory: directory);
        using var seeded = new Browser(shop.Client.BaseAddress!);
        Assert.Equal("Sign in", (await seeded.TrySignInAsync(People.Administrator, People.Password)).Heading);
        using var browser = new Browser(shop.Client.BaseAddress!);
        var page = await browser.TrySignInAsync(email, "a long enough pass phrase");
        Assert.NotEqual(422, (int)page.Status);
    }
}
