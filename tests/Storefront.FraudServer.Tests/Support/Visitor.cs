using System.Net;
using System.Text.RegularExpressions;

namespace Storefront.Tests.FraudServer;

/// <summary>A person at the portal: a browser without scripts, with cookies, that follows no redirect by itself.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies;
    private readonly Service _service;

    public Visitor(Service service)
        : this(service, new CookieContainer())
    {
    }

    private Visitor(Service service, CookieContainer cookies) =>
        (_service, _cookies, _http) = (service, cookies, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = service.Http.BaseAddress });

    /// <summary>Somebody else with a copy of this visitor's cookies.</summary>
    public Visitor Copy()
    {
        var copy = new Visitor(_service);
        copy._cookies.Add(_cookies.GetCookies(_http.BaseAddress!));
        return copy;
    }

    public void Dispose() => _http.Dispose();

    public async Task<string> SeeAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{path}: {answer.StatusCode}\n{page}\n{string.Join('\n', _service.Log.Lines.TakeLast(5))}");
        return WebUtility.HtmlDecode(page);
    }

    /// <summary>Fills in the form with this action (its beginning will do) on a page and sends it.</summary>
    public async Task<(HttpStatusCode Status, string? Location, string Page)> SendAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var raw = await _http.GetStringAsync(new Uri(page, UriKind.Relative));
        var forms = Form().Matches(raw).Where(f => WebUtility.HtmlDecode(f.Groups["action"].Value).StartsWith(action, StringComparison.Ordinal)).ToList();
        var form = forms.Find(f => WebUtility.HtmlDecode(f.Groups["action"].Value) == action) ?? forms.FirstOrDefault();
        Assert.True(form is not null, $"{page} has no form to {action}:\n{raw}");
        var values = Hidden().Matches(form.Groups["inside"].Value).Select(i => (i.Groups["name"].Value, WebUtility.HtmlDecode(i.Groups["value"].Value)))
            .Where(hidden => !fields.Any(f => f.Name == hidden.Item1)).Concat(fields);
        return await PostAsync(WebUtility.HtmlDecode(form.Groups["action"].Value), new FormUrlEncodedContent(values.Select(v => new KeyValuePair<string, string>(v.Item1, v.Item2))));
    }

    public async Task<(HttpStatusCode Status, string? Location, string Page)> PostAsync(string path, HttpContent content)
    {
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Comes in; afterwards this visitor is that user.</summary>
    public async Task<Visitor> SignInAsync(string email, string password, string back = "/")
    {
        var (status, location, page) = await SendAsync("/sign-in", "/sign-in", ("email", email), ("password", password));
        Assert.True(status == HttpStatusCode.SeeOther && location == back, $"{status} {location}\n{page}");
        return this;
    }

    /// <summary>Where a page sends on to.</summary>
    public async Task<string?> SentToAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }

    public async Task<byte[]> DownloadAsync(string path) => await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>The same browser at another instance of the service.</summary>
    public Visitor At(Service other) => new(other, _cookies);

    /// <summary>The value of the antiforgery field of a page.</summary>
    public async Task<string> TokenAsync(string page) =>
        WebUtility.HtmlDecode(Regex.Match(await _http.GetStringAsync(new Uri(page, UriKind.Relative)), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value);

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\"[^>]*>(?<inside>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
