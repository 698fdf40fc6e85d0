using Storefront.FraudProtection;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Settings;

/// <summary>
/// Credentials the operator has put within reach of the shop, each under a name that the settings page offers:
/// <c>FraudProtection__References__NAME__ClientSecretFile</c>, <c>…__ClientSecretVariable</c> or <c>…__ClientCertificateFile</c>.
/// </summary>
internal sealed class CredentialReferences : ISettings
{
    public static string Section => "FraudProtection";

    /// <summary>By the name the page offers.</summary>
    public Dictionary<string, CredentialReference> References { get; init; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Problems(bool development) => References
        .Where(reference => reference.Value.Places != 1)
        .Select(reference => $"FraudProtection__References__{reference.Key} must name exactly one of ClientSecretFile, ClientSecretVariable and ClientCertificateFile. "
            + $"Example: FraudProtection__References__{reference.Key}__ClientSecretFile=/run/secrets/fraud-protection");
}

internal sealed class CredentialReference
{
    /// <summary>What the settings page says beside the name.</summary>
    public string Description { get; set; } = "";

    /// <summary>A file holding the secret.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>An environment variable holding the secret.</summary>
    public string? ClientSecretVariable { get; set; }

    /// <summary>A file holding certificate and private key, PFX or PEM.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>Password of the certificate's file, if it has one.</summary>
    public string? ClientCertificatePassword { get; set; }

    public int Places => new[] { ClientSecretFile, ClientSecretVariable, ClientCertificateFile }.Count(place => !string.IsNullOrWhiteSpace(place));

    /// <summary>Where it is, without what is there.</summary>
    public string Place =>
        ClientSecretFile is not null ? $"secret in file {ClientSecretFile}"
        : ClientSecretVariable is not null ? $"secret in environment variable {ClientSecretVariable}"
        : $"certificate in file {ClientCertificateFile}";

    /// <summary>Puts the reference into the client's settings; what is in the environment is read before each token.</summary>
    public FraudProtectionCredential? Apply(FraudProtectionOptions options)
    {
        options.ClientSecretFile = ClientSecretFile;
        options.ClientCertificateFile = ClientCertificateFile;
        options.ClientCertificatePassword = ClientCertificatePassword;
        return ClientSecretVariable is { } variable
            ? FraudProtectionCredential.FromSecret(_ => ValueTask.FromResult(Environment.GetEnvironmentVariable(variable) ?? ""))
            : null;
    }
}
