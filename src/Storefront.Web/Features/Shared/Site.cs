using Microsoft.Extensions.Options;

namespace Storefront.Web.Features.Shared;

/// <summary>What the frame of every page says: the shop's name, whom to write to, and for developers where the neighbours are.</summary>
internal sealed class Site(IOptions<ShopOptions> shop, IHostEnvironment environment, IConfiguration settings)
{
    public const string Name = "Kettlewend";
    public const string Motto = "Pack little, stay out, sleep well.";
    public const string Description = "Tents, packs, lamps and enamelware for short trips. " + Motto;

    public string ContactEmail { get; } = shop.Value.Contact;

    /// <summary>Null outside Development: shoppers never see it.</summary>
    public Neighbours? Neighbours { get; } = environment.IsDevelopment()
        ? new(settings["FraudProtection:Endpoint"] ?? "http://localhost:5090", settings["Payments:BankAddress"] ?? "http://localhost:5092")
        : null;
}

internal sealed record Neighbours(string FraudProtection, string Bank);
