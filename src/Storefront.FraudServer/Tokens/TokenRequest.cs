using System.Net.Http.Headers;
using System.Text;

namespace Storefront.FraudServer.Tokens;

/// <summary>What a token request says, from the form or from HTTP Basic.</summary>
internal sealed record TokenRequest
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public required string Tenant { get; init; }
    public string? GrantType { get; init; }
    public string? ClientId { get; init; }

    /// <summary>One, or the two readings of a Basic header: some clients encode its parts for the form, some do not.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    public string? AssertionTypeGiven { get; init; }
    public string? Assertion { get; init; }
    public string? Scope { get; init; }
    public string? Resource { get; init; }

    public static TokenRequest Read(string tenant, IFormCollection form, string? authorization)
    {
        string? Field(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;

        var basic = Basic(authorization);
        return new TokenRequest
        {
            Tenant = Credentials.Normal(tenant),
            GrantType = Field("grant_type"),
            ClientId = Field("client_id") ?? basic?.User,
            Secrets = Field("client_secret") is { } secret ? [secret] : basic?.Secrets ?? [],
            AssertionTypeGiven = Field("client_assertion_type"),
            Assertion = Field("client_assertion"),
            Scope = Field("scope"),
            Resource = Field("resource"),
        };
    }

    private static (string User, IReadOnlyList<string> Secrets)? Basic(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? (Decoded(text[..colon]), new[] { text[(colon + 1)..], Decoded(text[(colon + 1)..]) }.Distinct(StringComparer.Ordinal).ToList())
            : null;
    }

    private static string Decoded(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
}
