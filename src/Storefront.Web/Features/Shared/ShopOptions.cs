using System.Net.Mail;
using Microsoft.Extensions.Options;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Shared;

/// <summary>What is the same on every page of the shop. Section <c>Shop</c>.</summary>
internal sealed class ShopOptions
{
    /// <summary>The one currency of all prices: an ISO 4217 code with at most two decimals.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Where shoppers write to. Development has a default; elsewhere it must be set.</summary>
    public string ContactEmail { get; set; } = "";
}

internal sealed class ShopOptionsCheck(IHostEnvironment environment) : IPostConfigureOptions<ShopOptions>, IValidateOptions<ShopOptions>
{
    public void PostConfigure(string? name, ShopOptions options)
    {
        if (environment.IsDevelopment() && options.ContactEmail.Length == 0)
            options.ContactEmail = "help@kettlewend.example";
    }

    public ValidateOptionsResult Validate(string? name, ShopOptions options)
    {
        if (Currency.Find(options.Currency) is null)
            return ValidateOptionsResult.Fail($"Shop__Currency is '{options.Currency}'. It must be an ISO 4217 code with at most two decimals, for example USD.");
        if (!MailAddress.TryCreate(options.ContactEmail, out _))
            return ValidateOptionsResult.Fail("Shop__ContactEmail is missing or no address. Example: help@shop.example");
        return ValidateOptionsResult.Success;
    }
}
