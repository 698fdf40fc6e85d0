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
        foreach (var problem in Problems("FraudServer:Webhook", Url, Secret, SecretFile, TimeoutSeconds, "https://shop.example.com/hooks/cases"))
            yield return problem;
        if (Url is not null && Attempts is (< 1 or > 50))
            yield return $"FraudServer:Webhook:Attempts is {Attempts}; give a number from 1 to 50, for example 12";
    }

    /// <summary>What is wrong with an address and the secret that signs what is sent there.</summary>
    public static IEnumerable<string> Problems(string section, string? address, string? secret, string? secretFile, int timeoutSeconds, string example)
    {
        if (address is null)
        {
            if (secret is not null || secretFile is not null)
                yield return $"{section}:Url is missing beside the secret, for example {example}";
            yield break;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            yield return $"{section}:Url is '{address}'; give an https address, for example {example}";
        if (secretFile is not null && !File.Exists(secretFile))
            yield return $"{section}:SecretFile names '{secretFile}', which is not there, for example /run/secrets/webhook";
        else if (secret is not null && secretFile is not null)
            yield return $"{section} has Secret and SecretFile; keep one of them";
        else if ((secret ?? (secretFile is null ? null : File.ReadAllText(secretFile).Trim())) is not { Length: >= ShortestSecret })
            yield return $"{section}:Secret is missing or shorter than {ShortestSecret} characters; make one with: openssl rand -hex 32";
        if (timeoutSeconds is < 1 or > 60)
            yield return $"{section}:TimeoutSeconds is {timeoutSeconds}; give seconds from 1 to 60, for example 10";
    }
}
