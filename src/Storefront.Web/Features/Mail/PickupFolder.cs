using System.Net.Mail;
using Microsoft.Extensions.Options;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Mail;

/// <summary>Puts mail into DIR/shop/mail, one file each, which any mail program opens. For Development.</summary>
internal sealed class PickupFolder(IConfiguration configuration, IOptions<MailOptions> options) : IMailTransport
{
    private readonly string folder = Path.Combine(ProgramFolder.DataDirectory(configuration), "shop", "mail");

    public Task SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        // The client chooses the name; a folder of its own tells which file is the one, and a second try replaces the first.
        var unfinished = Path.Combine(folder, $".{mail.Id:N}");
        ProgramFolder.CreatePrivate(unfinished);
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = unfinished })
        using (var message = Envelope.Compose(mail, options.Value.Sender))
            client.Send(message);
        File.Move(Directory.EnumerateFiles(unfinished).First(), Path.Combine(folder, $"{mail.Id:N}.eml"), overwrite: true);
        Directory.Delete(unfinished, recursive: true);
        return Task.CompletedTask;
    }

    public void Forget(Guid mail) => File.Delete(Path.Combine(folder, $"{mail:N}.eml"));
}
