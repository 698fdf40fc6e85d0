namespace Storefront.FraudServer.Portal.Access;

/// <summary>A page of clients.</summary>
public sealed record CredentialsModel(
    IReadOnlyList<StoredCredential> Stored, IReadOnlyList<CredentialOfSettings> OfSettings, int Page, bool HasNext, DateTimeOffset Now)
{
    public bool IsEmpty => Stored.Count == 0 && OfSettings.Count == 0 && Page == 1;
}

/// <summary>A client that is changed in the settings alone.</summary>
public sealed record CredentialOfSettings(string Tenant, string ClientId, string Resource, bool IsOfDevelopment);

/// <summary>The form for one more client.</summary>
public sealed record NewCredentialModel(Form Form);

/// <summary>One client, and the forms that change it.</summary>
public sealed record CredentialModel(StoredCredential Credential, Form Facts, Form Form, DateTimeOffset Now);
