using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Proves that a delivery is ours and when it was sent: the header <c>Storefront-Signature: t=SECONDS,v1=HEX</c>.</summary>
internal static class WebhookSignature
{
    public const string Header = "Storefront-Signature";

    public static string Of(string secret, DateTimeOffset sent, string body)
    {
        var seconds = sent.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mark = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(mark)}";
    }
}
