using Storefront.FraudProtection.Events;

namespace Storefront.FraudProtection;

/// <summary>Settings of the client. There are no defaults for addresses or credentials; wrong settings stop the start.</summary>
public sealed class FraudProtectionOptions
{
    /// <summary>Whether Fraud Protection is used. When false nothing else is required, and calling throws. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>What is done with answers, sent with every purchase that does not say. Default: <see cref="AssessmentType.Evaluate"/>. Contract: responses-and-errors.md section 9.</summary>
    public AssessmentType AssessmentType { get; set; } = AssessmentType.Evaluate;

    /// <summary>Address of the service, for example <c>https://TENANT.api.dfp.dynamics.com</c>. https, or http for this machine. Contract: events.md section 1.2.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Who issues tokens: host and tenant, for example <c>https://login.microsoftonline.com/TENANT-ID</c>. Always https. Contract: events.md section 3.1.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What tokens are for, for example <c>https://api.dfp.dynamics.com</c>. Contract: events.md section 3.1.</summary>
    public string? Resource { get; set; }

    /// <summary>The application (client) ID registered with the authority.</summary>
    public string? ClientId { get; set; }

    /// <summary>The environment calls are for: its ID, or a path such as <c>/primary/eu-store</c>. Contract: events.md section 2.7.</summary>
    public string? EnvironmentId { get; set; }

    /// <summary>The client's secret. Exactly one credential must be set, here or in code.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file holding the secret. Read again before each token request, so a new secret needs no restart.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>A file holding certificate and private key, PFX or PEM. Read again before each token request.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>Password of <see cref="ClientCertificateFile"/>, if it has one.</summary>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>
    /// A PEM file with certificates trusted besides those of the system, for a service that made its own. Read on first use and
    /// again when it changes; it may be made after the start.
    /// </summary>
    public string? TrustedCertificateFile { get; set; }

    /// <summary>How long one call may take in all: token, retries and waiting included. 100 ms to 1 minute. Default: 2 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one attempt may take. Shorter than <see cref="Timeout"/>. Default: three quarters of it.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How often a call is repeated when the contract calls that safe (responses-and-errors.md section 6.5). 0 to 5. Default: 2.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Pause before the first repetition; it doubles each time, with jitter. A Retry-After of the service counts instead. 0 to 10 s. Default: 100 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When half of at least this many attempts within <see cref="BreakerWindow"/> fail, calls fail at once for <see cref="BreakerPause"/>. 2 to 10,000. Default: 10.</summary>
    public int BreakerThroughput { get; set; } = 10;

    /// <summary>Over which time failures are counted. 1 s to 10 minutes. Default: 30 s.</summary>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long calls fail at once before the service is tried again. 500 ms to 10 minutes. Default: 5 s.</summary>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(5);
}
