using System.Net;
using AngleSharp.Html.Dom;

namespace Storefront.Tests.Web;

/// <summary>A browser without script: it keeps cookies, follows links and redirects, and fills in the forms it was given.</summary>
public sealed class Visitor(Uri shop) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = shop };

    /// <summary>What the shop knows this browser by.</summary>
    public CookieContainer Cookies { get; } = new();

    public Task<Page> GetAsync(string path) => FollowAsync(HttpMethod.Get, path, null);

    /// <summary>Sends fields nobody offered, as a browser never would.</summary>
    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields) => FollowAsync(HttpMethod.Post, path, fields);

    /// <summary>One request, redirects not followed.</summary>
    public Task<Page> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] fields) =>
        RequestAsync(method, new Uri(shop, path), method == HttpMethod.Get ? null : fields);

    /// <summary>
    /// Presses a button of a form on a page it was given, with its fields changed as said. A button is named by its words; without
    /// one the form's first is pressed, as Enter does.
    /// </summary>
    public Task<Page> SubmitAsync(Page page, string form, string? button = null, params (string Name, string Value)[] changes)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (action, method, fields) = FilledForm.Of(page.Find<IHtmlFormElement>(form), button, changes);
        var address = new Uri(page.Address, action);
        return method == HttpMethod.Get
            ? GetAsync(address.AbsolutePath + "?" + string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")))
            : PostAsync(address.PathAndQuery, [.. fields]);
    }

    public void Dispose() => http.Dispose();

    private async Task<Page> FollowAsync(HttpMethod method, string path, (string Name, string Value)[]? fields)
    {
        var page = await RequestAsync(method, new Uri(shop, path), fields);
        for (var hops = 0; (int)page.Status is 301 or 302 or 303; hops++)
        {
            Assert.True(hops < 10, "The redirects never end.");
            page = await RequestAsync(HttpMethod.Get, new Uri(page.Address, page.Headers.Location!), null);
        }
        return page;
    }

    private async Task<Page> RequestAsync(HttpMethod method, Uri address, (string Name, string Value)[]? fields)
    {
        using var request = new HttpRequestMessage(method, address);
        if (fields is not null)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);

        using var response = await http.SendAsync(request);
        IReadOnlyList<string> set = response.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        foreach (var line in set)
            Cookies.SetCookies(address, line);
        return new Page(address, response.StatusCode, response.Headers, set, await response.Content.ReadAsStringAsync());
    }
}
