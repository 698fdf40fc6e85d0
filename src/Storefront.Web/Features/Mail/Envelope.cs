using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Storefront.Web.Features.Mail;

/// <summary>The mail as the world knows it: text for every program, HTML for those that show it.</summary>
internal static class Envelope
{
    public static System.Net.Mail.MailMessage Compose(MailMessage mail, MailAddress from)
    {
        var message = new System.Net.Mail.MailMessage(from, new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Html.Length > 0)
        {
            var html = AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
            html.TransferEncoding = TransferEncoding.QuotedPrintable;
            message.AlternateViews.Add(html);
        }

        return message;
    }
}
