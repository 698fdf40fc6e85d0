namespace Storefront.Web.Hosting;

/// <summary>Says where everything is once it runs: to a person in Development, in one line elsewhere.</summary>
internal static partial class Greeting
{
    public static void Say(RunningShop running)
    {
        var shop = running.Shop!;
        var log = shop.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Storefront));
        var data = ProgramFolder.DataDirectory(shop.Configuration);
        if (shop.Environment.IsDevelopment())
            Welcome(log, Page(shop), Page(shop).TrimEnd('/'), Addresses(running.Neighbours.FraudServerUrls), Addresses(running.Neighbours.BankUrls), data);
        else
            Listening(log, Addresses(shop.Urls), data);
    }

    private static string Page(WebApplication shop) => shop.Urls.First();

    private static string Addresses(IEnumerable<string> urls) => string.Join(" and ", urls) is { Length: > 0 } some ? some : "(runs elsewhere)";

    [LoggerMessage(LogLevel.Information, """
        The shop is open.

          Shop              {Shop}
          Mailbox           {Mailbox}/mailbox
          Fraud Protection  {FraudServer}
          Bank              {Bank} (its card page lists the test cards)
          Data              {Directory}

          E-mail  name+reject@example.com is rejected, name+review@example.com is held for review
          Total   from 5,000.00 is rejected, from 2,000.00 is held for review

        """)]
    private static partial void Welcome(ILogger log, string shop, string mailbox, string fraudServer, string bank, string directory);

    [LoggerMessage(LogLevel.Information, "The shop listens on {Addresses}; its data is in {Directory}.")]
    private static partial void Listening(ILogger log, string addresses, string directory);
}
