namespace Storefront.Conformance;

/// <summary>The service under test and the credential to ask it with. Without arguments: a service of this repository on its Development addresses.</summary>
internal sealed record Target
{
    public Uri Endpoint { get; private set; } = new("http://localhost:5090/");

    /// <summary>Host and tenant, without a slash at the end.</summary>
    public string Authority { get; private set; } = "https://localhost:5091/11111111-1111-1111-1111-111111111111";

    public string ClientId { get; private set; } = "22222222-2222-2222-2222-222222222222";

    public string Secret { get; private set; } = System.Environment.GetEnvironmentVariable("CONFORMANCE_SECRET") ?? "local-development-secret";

    public string Resource { get; private set; } = "https://api.dfp.local";

    public string EnvironmentId { get; private set; } = "33333333-3333-3333-3333-333333333333";

    /// <summary>A certificate (PEM) to trust beside the system's; null: the system's alone.</summary>
    public string? TrustedCertificate { get; private set; }

    public static string Usage => """
        dotnet run --project tests/Storefront.Conformance -- [--endpoint URL] [--authority URL-WITH-TENANT] [--client-id ID] [--resource URI] [--environment ID] [--trust PEM]
        The secret is read from CONFORMANCE_SECRET. Everything sent is new under IDs of this run; nothing that was there is changed.
        """;

    /// <summary>Null where the arguments are not understood.</summary>
    public static Target? Read(string[] args)
    {
        var target = new Target();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            switch (args[i])
            {
                case "--endpoint" when Uri.TryCreate(args[i + 1].TrimEnd('/') + "/", UriKind.Absolute, out var endpoint): target.Endpoint = endpoint; break;
                case "--authority": target.Authority = args[i + 1].TrimEnd('/'); break;
                case "--client-id": target.ClientId = args[i + 1]; break;
                case "--resource": target.Resource = args[i + 1]; break;
                case "--environment": target.EnvironmentId = args[i + 1]; break;
                case "--trust": target.TrustedCertificate = args[i + 1]; break;
                default: return null;
            }
        }

        return target;
    }
}
