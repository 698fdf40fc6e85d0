namespace Storefront.FraudServer.Settings;

/// <summary>Where the shop hears what was decided about cases. Nothing is sent while there is no address.</summary>
internal sealed class WebhookSettings
{
    private const int ShortestSecret = 32;

    /// <summary>https; http only on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>What signs: 32 characters at least, known to the shop and nobody else.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds the secret, in its place.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Seconds the shop may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How often a delivery is tried before it is parked: twelve times are about four hours.</summary>
    public int Attempts { get; set; } = 12;

    public string? SecretInForce => Secret ?? (SecretFile is { } file ? File.ReadAllText(file).Trim() : null);

    public IEnumerable<string> Problems()
    {
        if (Url is null)
        {
            if (Secret is not null || SecretFile is not null)
                yield return "FraudServer:Webhook:Url is missing beside the secret, for example https://shop.example.com/hooks/cases";
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            yield return $"FraudServer:Webhook:Url is '{Url}'; give an https address, for example https://shop.example.com/hooks/cases";
        if (SecretFile is { } file && !File.Exists(file))
            yield return $"FraudServer:Webhook:SecretFile names '{file}', which is not there, for example /run/secrets/webhook";
        else if (Secret is not null && SecretFile is not null)
            yield return "FraudServer:Webhook has Secret and SecretFile; keep one of them";
        else if (SecretInForce is not { Length: >= ShortestSecret })
            yield return $"FraudServer:Webhook:Secret is missing or shorter than {ShortestSecret} characters; make one with: openssl rand -hex 32";
        if (TimeoutSeconds is < 1 or > 60)
            yield return $"FraudServer:Webhook:TimeoutSeconds is {TimeoutSeconds}; give seconds from 1 to 60, for example 10";
        if (Attempts is < 1 or > 50)
            yield return $"FraudServer:Webhook:Attempts is {Attempts}; give a number from 1 to 50, for example 12";
    }
}
