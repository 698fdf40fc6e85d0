using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Features.Mail;

/// <summary>Sends through a mail server.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var smtp = new SmtpClient(settings.SmtpHost, settings.Port) { EnableSsl = settings.UseTls };
        if (!string.IsNullOrEmpty(settings.User))
            smtp.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var message = Envelope.Compose(mail, settings.Sender);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeUp.CancelAfter(Patience);
        try
        {
            await smtp.SendMailAsync(message, timeUp.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server did not answer within {Patience.TotalSeconds} seconds.", e);
        }
    }

    public void Forget(Guid mail)
    {
        // Nothing stays here.
    }
}
