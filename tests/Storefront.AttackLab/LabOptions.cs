using System.Globalization;
using Storefront.AttackLab.Targets;

namespace Storefront.AttackLab;

/// <summary>What is to be tried.</summary>
internal sealed record LabOptions
{
    public int Seed { get; private set; } = 1;

    /// <summary>Only every so manieth step is taken: a shop takes its time.</summary>
    public int Every { get; private set; } = 1;

    public List<string> Rules { get; } = [];

    public string? RefundRules { get; private set; }

    public Uri? Shop { get; private set; }

    /// <summary>A running service; null: one of the lab's own.</summary>
    public Connection? Service { get; private set; }

    public static string Usage => """
        dotnet run --project tests/Storefront.AttackLab -- [--seed N]
            plays one day of honest and dishonest traffic against the shipped rules and the samples, each in a service of its own
          --rules FILE [--refund-rules FILE]     your rules instead; --rules may be said several times
          --service URL --authority URL-WITH-TENANT [--client-id ID] [--resource URI] [--environment ID] [--trust PEM]
                                                 the rules that are in force in a running service, now; the secret is read from ATTACK_LAB_SECRET
          --shop URL                             buys in a running shop in Development, started with Hosting__KnownProxies=127.0.0.1;::1
          --every N                              takes every Nth step only
        """;

    /// <summary>Null where the arguments are not understood.</summary>
    public static LabOptions? Read(string[] args)
    {
        var options = new LabOptions();
        var service = new Connection();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            var value = args[i + 1];
            switch (args[i])
            {
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed): options.Seed = seed; break;
                case "--every" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0: options.Every = every; break;
                case "--rules" when File.Exists(value): options.Rules.Add(value); break;
                case "--refund-rules" when File.Exists(value): options.RefundRules = value; break;
                case "--shop" when Uri.TryCreate(value, UriKind.Absolute, out var shop): options.Shop = shop; break;
                case "--service": options.Service = service = service with { Endpoint = value.TrimEnd('/') }; break;
                case "--authority": service = service with { Authority = value.TrimEnd('/') }; break;
                case "--client-id": service = service with { ClientId = value }; break;
                case "--resource": service = service with { Resource = value }; break;
                case "--environment": service = service with { EnvironmentId = value }; break;
                case "--trust": service = service with { TrustedCertificate = value }; break;
                default: return null;
            }
        }

        options.Service = options.Service is null ? null : service;
        return options;
    }
}
