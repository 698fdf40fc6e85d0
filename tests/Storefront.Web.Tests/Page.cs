using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Storefront.Tests.Web;

/// <summary>What came back, to be read as a visitor reads it.</summary>
public sealed class Page(Uri address, HttpStatusCode status, HttpResponseHeaders headers, IReadOnlyList<string> setCookies, string html)
{
    private readonly Lazy<IHtmlDocument> document = new(() => new HtmlParser().ParseDocument(html));

    public Uri Address { get; } = address;

    public HttpStatusCode Status { get; } = status;

    public HttpResponseHeaders Headers { get; } = headers;

    /// <summary>The Set-Cookie lines as they were sent.</summary>
    public IReadOnlyList<string> SetCookies { get; } = setCookies;

    public string Html { get; } = html;

    public IHtmlDocument Document => document.Value;

    /// <summary>The words between the header and the footer.</summary>
    public string Words => Collapse(Document.QuerySelector("main")?.TextContent ?? "");

    public T Find<T>(string selector)
        where T : class, IElement =>
        Document.QuerySelector(selector) as T ?? throw new Xunit.Sdk.XunitException($"{Address} ({(int)Status}) holds no {selector}.");

    public string Text(string selector) => Collapse(Find<IElement>(selector).TextContent);

    public IReadOnlyList<string> Texts(string selector) => [.. Document.QuerySelectorAll(selector).Select(element => Collapse(element.TextContent))];

    public bool Has(string selector) => Document.QuerySelector(selector) is not null;

    private static string Collapse(string text) => string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
