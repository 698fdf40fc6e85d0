namespace Storefront.Web.Features.Mail;

/// <summary>Hands a mail to whoever carries it: a server, or in Development a folder.</summary>
internal interface IMailTransport
{
    /// <summary>Returns once the mail is in other hands. May be called twice for one mail; both carry the same Message-ID.</summary>
    Task SendAsync(MailMessage mail, CancellationToken cancellationToken);

    /// <summary>Takes away what was put down here; what was sent on is with its reader.</summary>
    void Forget(Guid mail);
}
