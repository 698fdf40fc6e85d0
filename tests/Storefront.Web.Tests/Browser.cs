using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Storefront.Web.Tests;

/// <summary>A browser without script: keeps cookies, follows redirects and refreshes, fills in the forms that pages hold.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    public Browser(Uri home)
    {
        Home = home;
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Home { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The address that a proxy says this visitor has.</summary>
    public string ForwardedFor
    {
        set => http.DefaultRequestHeaders.Add("X-Forwarded-For", value);
    }

    public Task<Page> GetAsync(string address) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(Home, address)));

    public Task<Page> PostAsync(Uri address, IReadOnlyCollection<KeyValuePair<string, string>> fields) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Presses the button of that name, with these fields filled in by name.</summary>
    public Task<Page> PressAsync(Page page, string button, params (string Name, string Value)[] fields)
    {
        var (form, pressed) = page.FindButton(button);
        return PostAsync(new Uri(page.Address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Address.ToString()), Page.Fields(form, pressed, fields));
    }

    /// <summary>One request, without following anything.</summary>
    public async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(Home, request.RequestUri!);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    private async Task<Page> SendAsync(Func<HttpRequestMessage> first)
    {
        using var request = first();
        var response = await http.SendAsync(request);
        var address = request.RequestUri!;
        for (var hop = 0; Next(response, address) is { } next; hop++)
        {
            if (hop == 12)
                throw new InvalidOperationException($"{address} redirects without end.");
            response.Dispose();
            address = next;
            response = await http.GetAsync(address);
        }

        var text = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(source => source.Content(text).Address(address));
        return new Page(address, response.StatusCode, response.Headers, document, text);
    }

    private static Uri? Next(HttpResponseMessage response, Uri at)
    {
        if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
            return new Uri(at, location);
        return response.Headers.TryGetValues("Refresh", out var refresh) && refresh.Single() is { } text && text.StartsWith("0; url=", StringComparison.Ordinal)
            ? new Uri(at, text[7..])
            : null;
    }
}

/// <summary>A page that came, at its final address.</summary>
internal sealed record Page(Uri Address, HttpStatusCode Status, System.Net.Http.Headers.HttpResponseHeaders Headers, IDocument Document, string Html)
{
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>What can be read, with blanks folded.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body!).TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    public (IHtmlFormElement Form, IElement Button) FindButton(string name)
    {
        var button = Document.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(element => (element.GetAttribute("aria-label") ?? element.TextContent).Trim() == name)
            ?? throw new InvalidOperationException($"{Address} ({(int)Status}) has no button '{name}'. It says: {Text}");
        var form = (button.GetAttribute("form") is { } id ? Document.GetElementById(id) : button.Closest("form")) as IHtmlFormElement ?? throw new InvalidOperationException($"The button '{name}' stands in no form.");
        return (form, button);
    }

    public Uri Link(string text) =>
        new(Address, (Document.QuerySelectorAll("a").FirstOrDefault(link => link.TextContent.Trim() == text)
            ?? throw new InvalidOperationException($"{Address} has no link '{text}'. It says: {Text}")).GetAttribute("href")!);

    /// <summary>What a browser would send: every field of the form, with some of them filled in anew.</summary>
    public static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, IElement? pressed, params (string Name, string Value)[] fill)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
                continue;
            var value = element switch
            {
                IHtmlInputElement { Type: "submit" or "button" or "image" } => null,
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => area.Value,
                _ => null,
            };
            if (value is not null && !fill.Any(given => given.Name == name))
                fields.Add(new(name, value));
        }

        fields.AddRange(fill.Select(given => new KeyValuePair<string, string>(given.Name, given.Value)));
        if (pressed?.GetAttribute("name") is { Length: > 0 } button)
            fields.Add(new(button, pressed.GetAttribute("value") ?? ""));
        return fields;
    }
}
