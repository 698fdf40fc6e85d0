using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>The merchant's programs that may call, for administrators.</summary>
internal static class CredentialEndpoints
{
    public const string Address = "/portal/credentials";
    private const int PageLength = 50;
    private const string SecretLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789~._-";

    public static void MapCredentials(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, ShowListAsync, Policies.Administer);
        routes.MapPage(Address + "/new", http => ShowNewAsync(http, new Form { [Credentials.EventRole] = "1", ["secret"] = NewSecret() }), Policies.Administer);
        routes.MapForm(Address + "/new", Policies.Administer, AddAsync);
        routes.MapPage(Address + "/{id:long}", http => ShowOneAsync(http, new Form()), Policies.Administer);
        routes.MapForm(Address + "/{id:long}", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (known, form) =>
        {
            (form["tenant"], form["clientId"]) = (known.Tenant, known.ClientId);
            var (facts, by) = (CredentialForm.Read(form, Development(http)), http.Person());
            return session => ("name", CredentialChanges.Change(session, known, facts, by));
        }));
        routes.MapForm(Address + "/{id:long}/secrets", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (known, form) => AddSecret(http, known, form)));
        routes.MapForm(Address + "/{id:long}/certificates", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (known, form) => AddCertificate(http, known, form)));
        routes.MapForm(Address + "/{id:long}/keys/{key:long}/revoke", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (known, _) =>
        {
            var (key, by) = (Number(http, "key"), http.Person());
            return session => ("", CredentialChanges.RemoveKey(session, known.Id, key, by));
        }));
        routes.MapForm(Address + "/{id:long}/standing", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (known, form) =>
        {
            var (revoked, by) = (form["revoked"] == "1", http.Person());
            return session => ("", CredentialChanges.SetRevoked(session, known.Id, revoked, by));
        }));
    }

    private static Task ShowListAsync(HttpContext http)
    {
        var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1000) : 1;
        var stored = Tables(http).Credentials();
        var ofSettings = http.RequestServices.GetRequiredService<Credentials>().OfSettings;
        return http.ShowAsync<CredentialsPage>(new CredentialsModel(
            [.. stored.Skip((page - 1) * PageLength).Take(PageLength)],
            page > 1 ? [] : [.. ofSettings.Select(c => new CredentialOfSettings(c.Tenant, c.ClientId, c.Resource, ReferenceEquals(c, DevelopmentCredential.Credential)))],
            page, stored.Count > page * PageLength, Now(http)));
    }

    private static Task ShowNewAsync(HttpContext http, Form form) => http.ShowAsync<NewCredentialPage>(
        new NewCredentialModel(form), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static async Task AddAsync(HttpContext http, IFormCollection sent)
    {
        var (form, by) = (Form.Of(sent), http.Person());
        var facts = CredentialForm.Read(form, Development(http));
        form.Refuse("secret", form["secret"].Length == 0 ? null : CredentialForm.SecretProblem(form["secret"], Development(http)));
        if (http.RequestServices.GetRequiredService<Credentials>().OfSettings.Any(c => c.Tenant == facts.Tenant && c.ClientId.Equals(facts.ClientId, StringComparison.OrdinalIgnoreCase)))
            form.Refuse("clientId", "The settings name this client already; it is changed there.");
        if (form.IsFine)
        {
            var hash = form["secret"].Length == 0 ? null : SecretHash.Of(form["secret"]);
            form.Refuse("clientId", await Writer(http).RunAsync(session => CredentialChanges.Add(session, facts, hash, by)));
        }

        if (!form.IsFine)
        {
            await ShowNewAsync(http, form);
            return;
        }

        http.RequestServices.GetRequiredService<AccessInForce>().Refresh();
        var added = Tables(http).Credentials().First(c => c.Tenant == facts.Tenant && c.ClientId == facts.ClientId);
        await http.SeeOtherAsync(AddressOf(added.Id));
    }

    private static Task ShowOneAsync(HttpContext http, Form form)
    {
        if (Tables(http).Credential(Number(http, "id")) is not { } known)
            return http.NotFoundAsync();
        var facts = new Form
        {
            ["name"] = known.Name,
            ["resource"] = known.Resource,
            ["environments"] = string.Join('\n', known.Environments),
            [Credentials.EventRole] = known.Roles.Contains(Credentials.EventRole, StringComparer.Ordinal) ? "1" : "",
            [Credentials.ProvisioningRole] = known.Roles.Contains(Credentials.ProvisioningRole, StringComparer.Ordinal) ? "1" : "",
        };
        if (form["secret"].Length == 0)
            form["secret"] = NewSecret();
        if (form["ends"].Length == 0)
            form["ends"] = Now(http).AddDays(7).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        return http.ShowAsync<CredentialPage>(
            new CredentialModel(known, form["resource"].Length > 0 ? form : facts, form, Now(http)), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task ChangeAsync(HttpContext http, IFormCollection sent, Func<StoredCredential, Form, Func<WriteSession, (string Field, string? Problem)>?> change)
    {
        if (Tables(http).Credential(Number(http, "id")) is not { } known)
        {
            await http.NotFoundAsync();
            return;
        }

        var form = Form.Of(sent);
        if (change(known, form) is { } work && form.IsFine)
        {
            var (field, problem) = await Writer(http).RunAsync(work);
            form.Refuse(field, problem);
            http.RequestServices.GetRequiredService<AccessInForce>().Refresh();
        }

        await (form.IsFine ? http.SeeOtherAsync(AddressOf(known.Id)) : ShowOneAsync(http, form));
    }

    private static Func<WriteSession, (string, string?)>? AddSecret(HttpContext http, StoredCredential known, Form form)
    {
        var (secret, now) = (form["secret"], Now(http));
        form.Refuse("secret", CredentialForm.SecretProblem(secret, Development(http)));
        var others = known.Keys.Any(key => key.Kind == StoredKey.Secret && key.IsGood(now));
        var ends = others ? Moment.FromField(form["ends"]) : null;
        if (others && (ends is null || ends <= now || ends > now.AddDays(366)))
            form.Refuse("ends", "Say when the secret before ends: a moment within the next year, in UTC.");
        if (!form.IsFine || known.Keys.Any(key => key.Kind == StoredKey.Secret && SecretHash.Matches(key.Value, secret)))
            return null; // sent twice: it is there
        var (hash, note, by) = (SecretHash.Of(secret), form["note"].Length is > 0 and <= 100 ? form["note"] : "a secret", http.Person());
        return session => ("secret", CredentialChanges.AddKey(session, known.Id, StoredKey.Secret, hash, note, ends, by));
    }

    private static Func<WriteSession, (string, string?)>? AddCertificate(HttpContext http, StoredCredential known, Form form)
    {
        var (pem, by) = (form["certificate"], http.Person());
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            form["certificate"] = "";
            form.Refuse("certificate", "There is a private key in it, which belongs to the client alone. Give the certificate only, and make a new key: this one was sent.");
            return null;
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var (text, note) = (certificate.ExportCertificatePem(), $"{certificate.Subject}, {certificate.Thumbprint}");
            return known.Keys.Any(key => key.Value == text) ? null : session => ("certificate", CredentialChanges.AddKey(session, known.Id, StoredKey.Certificate, text, note, null, by));
        }
        catch (CryptographicException)
        {
            form.Refuse("certificate", "This is no certificate. Paste its PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
            return null;
        }
    }

    private static string NewSecret() => RandomNumberGenerator.GetString(SecretLetters, 40);

    private static string AddressOf(long id) => $"{Address}/{id.ToString(CultureInfo.InvariantCulture)}";

    private static AccessTables Tables(HttpContext http) => http.RequestServices.GetRequiredService<AccessTables>();

    private static Writer Writer(HttpContext http) => http.RequestServices.GetRequiredService<Writer>();

    private static bool Development(HttpContext http) => http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static long Number(HttpContext http, string name) => long.Parse((string)http.GetRouteValue(name)!, CultureInfo.InvariantCulture);
}
