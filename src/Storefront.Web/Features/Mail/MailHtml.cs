using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Storefront.Web.Features.Mail;

/// <summary>
/// The look of a mail. One style element, the same in every mail, so that a browser can be told its hash and needs no
/// permission for styles in general; tables and attributes for the mail programs that ignore it.
/// </summary>
internal static class MailHtml
{
    public const string Closing = "Kettlewend. Pack little, stay out, sleep well.";

    private const string Style = """
        body { margin: 0; background: #f8f9f6; color: #14242e; font: 16px/1.5 "Helvetica Neue", Arial, sans-serif; }
        .sheet { width: 100%; max-width: 560px; background: #ffffff; border-radius: 12px; }
        .sheet > tbody > tr > td { padding: 32px; }
        .brand, h1 { font-family: Georgia, serif; font-weight: 600; }
        .brand { font-size: 20px; color: #1f3fae; margin: 0 0 24px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 16px; }
        p { margin: 0 0 16px; overflow-wrap: anywhere; }
        .lines { width: 100%; border-collapse: collapse; margin: 8px 0 24px; }
        .lines td { padding: 10px 0; border-bottom: 1px solid #cdd5d8; vertical-align: top; }
        .lines small { display: block; color: #4b5b66; font-size: 14px; }
        .lines .money { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-left: 16px; }
        .lines .total td { font-weight: 700; border-bottom: 0; }
        .button { display: inline-block; background: #1f3fae; color: #ffffff; padding: 12px 22px; border-radius: 6px; text-decoration: none; font-weight: 600; }
        .fine { color: #4b5b66; font-size: 14px; margin: 24px 0 0; }
        @media (prefers-color-scheme: dark) {
          body { background: #0f181e; color: #e9eef0; }
          .sheet { background: #16222a; }
          .brand { color: #a8bdff; }
          .lines td { border-color: #33444f; }
          .lines small, .fine { color: #a9b8c0; }
          .button { background: #a8bdff; color: #0d1a3f; }
        }
        """;

    /// <summary>For a content policy: <c>style-src</c>.</summary>
    public static string StyleHash { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public static string Render(Letter letter)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"><title>").Append(Encode(letter.Subject)).Append("</title><style>").Append(Style).Append("</style></head>\n")
            .Append("<body><div role=\"main\"><table role=\"presentation\" width=\"100%\" cellpadding=\"16\" cellspacing=\"0\"><tbody><tr><td align=\"center\">")
            .Append("<table role=\"presentation\" class=\"sheet\" width=\"560\" cellpadding=\"0\" cellspacing=\"0\" align=\"center\"><tbody><tr><td align=\"left\">\n")
            .Append("<p class=\"brand\">Kettlewend</p>\n<h1>").Append(Encode(letter.Heading)).Append("</h1>\n");
        foreach (var paragraph in letter.Paragraphs)
            html.Append("<p>").Append(Encode(paragraph)).Append("</p>\n");
        AppendLines(html, letter);
        if (letter.Link is { } link)
            html.Append("<p><a class=\"button\" target=\"_blank\" rel=\"noopener\" href=\"").Append(Encode(link.Address.AbsoluteUri)).Append("\">").Append(Encode(link.Words)).Append("</a></p>\n");
        return html.Append("<p class=\"fine\">").Append(Encode(Closing)).Append("</p>\n</td></tr></tbody></table></td></tr></tbody></table></div></body></html>\n").ToString();
    }

    private static void AppendLines(StringBuilder html, Letter letter)
    {
        if (letter.Lines.Count + letter.Sums.Count == 0)
            return;

        html.Append("<table role=\"presentation\" class=\"lines\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tbody>\n");
        foreach (var line in letter.Lines)
            html.Append("<tr><td>").Append(Encode(line.Name)).Append("<small>").Append(Encode(line.Detail)).Append("</small></td>").Append(Amount(line.Amount)).Append("</tr>\n");
        foreach (var sum in letter.Sums)
            html.Append(sum == letter.Sums[^1] ? "<tr class=\"total\"><td>" : "<tr><td>").Append(Encode(sum.Name)).Append("</td>").Append(Amount(sum.Amount)).Append("</tr>\n");
        html.Append("</tbody></table>\n");
    }

    private static string Amount(string amount) => $"<td class=\"money\" align=\"right\">{Encode(amount)}</td>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
