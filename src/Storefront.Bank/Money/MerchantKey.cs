using System.Security.Cryptography;
using System.Text;

namespace Storefront.Bank.Money;

/// <summary>Lets in who shows the merchant's key, as <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class MerchantKey(BankOptions options) : IEndpointFilter
{
    private readonly byte[] expected = Digest("Bearer " + options.MerchantKey);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Digests have one length, so the comparison takes the same time whatever was sent.
        var shown = Digest(context.HttpContext.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(shown, expected))
            return await next(context);

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Send Authorization: Bearer with the key that Bank:MerchantKey holds.", statusCode: 401);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
