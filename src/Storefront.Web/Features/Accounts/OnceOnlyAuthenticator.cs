using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Storefront.Web.Features.Accounts;

/// <summary>Identity's authenticator codes, each good once (RFC 6238 section 5.2): whoever reads one over a shoulder comes too late.</summary>
internal sealed class OnceOnlyAuthenticator(TimeProvider clock) : AuthenticatorTokenProvider<Customer>
{
    private const string Store = "Storefront";
    private const string Name = "UsedCodes";
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5); // longer than Identity takes a code for

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Customer> manager, Customer user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user))
            return false;

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var used = Read(await manager.GetAuthenticationTokenAsync(user, Store, Name)).Where(entry => entry.At > now - (long)Remembered.TotalSeconds).ToList();
        if (used.Exists(entry => entry.Code == token))
            return false;

        // Of two who come with one code at the same moment the account's stamp lets one write.
        return (await manager.SetAuthenticationTokenAsync(user, Store, Name, string.Join(' ', used.Append((Code: token, At: now)).Select(entry => $"{entry.Code}@{entry.At}")))).Succeeded;
    }

    private static IEnumerable<(string Code, long At)> Read(string? stored) =>
        (stored ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('@')).Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)));
}
