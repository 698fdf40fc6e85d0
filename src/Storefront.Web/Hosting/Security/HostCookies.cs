using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace Storefront.Web.Hosting.Security;

/// <summary>
/// Outside Development the shop's cookies travel as <c>__Host-</c>: browsers take such a cookie only over TLS, from this very host and for
/// all of it, so no neighbour below the same domain can slip one in. Inside, each has the name it has everywhere; one that comes without
/// the prefix is not there.
/// </summary>
internal static class HostCookies
{
    public const string Prefix = "__Host-";
    private const string Ours = "storefront.";

    public static void Rename(CookiePolicyOptions policy)
    {
        policy.OnAppendCookie = cookie => cookie.CookieName = Outside(cookie.CookieName);
        policy.OnDeleteCookie = cookie => cookie.CookieName = Outside(cookie.CookieName);
    }

    public static void UseHostCookies(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.Use((http, next) =>
            {
                http.Features.Set<IRequestCookiesFeature>(new Renamed(http.Request.Cookies));
                return next(http);
            });
    }

    private static string Outside(string name) => name.StartsWith(Ours, StringComparison.Ordinal) ? Prefix + name : name;

    private sealed class Renamed(IRequestCookieCollection sent) : IRequestCookiesFeature, IRequestCookieCollection
    {
        public IRequestCookieCollection Cookies
        {
            get => this;
            set => throw new NotSupportedException("What a request brought does not change.");
        }

        public int Count => sent.Count;

        public ICollection<string> Keys => [.. this.Select(cookie => cookie.Key)];

        public string? this[string key] => sent[Outside(key)];

        public bool ContainsKey(string key) => sent.ContainsKey(Outside(key));

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => sent.TryGetValue(Outside(key), out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => sent
            .Where(cookie => !cookie.Key.StartsWith(Ours, StringComparison.Ordinal))
            .Select(cookie => cookie.Key.StartsWith(Prefix + Ours, StringComparison.Ordinal) ? KeyValuePair.Create(cookie.Key[Prefix.Length..], cookie.Value) : cookie).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
