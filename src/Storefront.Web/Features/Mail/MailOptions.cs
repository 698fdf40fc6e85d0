using System.Net.Mail;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Mail;

/// <summary>How mail leaves the shop. Without a server, in Development, it is put into a folder.</summary>
internal sealed class MailOptions : ISettings
{
    public static string Section => "Mail";

    /// <summary>The mail server. In Development, without one, mail is put into a folder.</summary>
    public string? SmtpHost { get; set; }

    /// <summary>Port of the mail server.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who the shop is at the mail server; goes with Password.</summary>
    public string? User { get; set; }

    /// <summary>Goes with User.</summary>
    public string? Password { get; set; }

    /// <summary>Address, with a name if wanted: <c>Kettlewend &lt;orders@shop.example&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>STARTTLS. A server that does not offer it gets no mail.</summary>
    public bool UseTls { get; set; } = true;

    public MailAddress Sender => new(From.Length > 0 ? From : "Kettlewend <orders@kettlewend.example>");

    public IEnumerable<string> Problems(bool development)
    {
        if (string.IsNullOrWhiteSpace(SmtpHost) && !development)
            yield return "Mail__SmtpHost is missing: shoppers are told by mail what becomes of their order. Example: Mail__SmtpHost=smtp.example";
        if (Port is < 1 or > 65535)
            yield return $"Mail__Port is {Port}. It must be a port. Example: Mail__Port=587";
        if (From.Length == 0 && !development)
            yield return "Mail__From is missing. Example: Mail__From=Kettlewend <orders@shop.example>";
        else if (From.Length > 0 && !MailAddress.TryCreate(From, out _))
            yield return $"Mail__From is '{From}'. It must be a mail address. Example: Mail__From=Kettlewend <orders@shop.example>";
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return "Mail__User and Mail__Password belong together: set both or neither. Example: Mail__User=shop";
    }
}
