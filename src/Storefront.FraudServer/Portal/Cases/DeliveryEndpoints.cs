using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Portal.Cases;

/// <summary>What is told to the shop, by its state.</summary>
public sealed record DeliveriesModel(string? Url, string State, IReadOnlyList<Delivery> Deliveries, long? Older, bool CanResend)
{
    public static IReadOnlyList<string> States { get; } = ["parked", "waiting", "delivered"];
}

/// <summary>The addresses of deliveries.</summary>
internal static class DeliveryEndpoints
{
    public const string Root = CaseWords.Root + "/deliveries";
    private const int PageLength = 50;

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => http.ShowAsync<DeliveriesPage>(Model(http)));
        routes.MapForm(Root + "/{id:long}/resend", Policies.Administer, ResendAsync);
    }

    private static async Task ResendAsync(HttpContext http, IFormCollection form)
    {
        var (id, by) = (Number(http.GetRouteValue("id") as string, 0), http.Person());
        await http.RequestServices.GetRequiredService<Writer>().RunAsync(session => WebhookTables.Resend(session, id, by)); // a second click finds nothing parked
        await http.SeeOtherAsync($"{Root}?state=waiting");
    }

    private static DeliveriesModel Model(HttpContext http)
    {
        var state = DeliveriesModel.States.FirstOrDefault(known => known == http.Request.Query["state"]) ?? DeliveriesModel.States[0];
        var found = http.RequestServices.GetRequiredService<WebhookLog>().In(state, Number(http.Request.Query["before"], long.MaxValue), PageLength + 1);
        return new(
            http.RequestServices.GetRequiredService<FraudServerSettings>().Webhook.Url, state, [.. found.Take(PageLength)], found.Count > PageLength ? found[PageLength - 1].Id : null,
            http.May(Policies.Administer));
    }

    private static long Number(string? text, long otherwise) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
