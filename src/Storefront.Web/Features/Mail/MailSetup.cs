using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Mail;

internal static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.AddSettings<MailOptions>();
        builder.Services.AddSingleton<MailWriter>();
        builder.Services.AddSingleton<MailSignal>();
        if (string.IsNullOrWhiteSpace(builder.Configuration["Mail:SmtpHost"]))
            builder.Services.AddSingleton<IMailTransport, PickupFolder>();
        else
            builder.Services.AddSingleton<IMailTransport, SmtpTransport>();
        builder.Services.AddChore<MailSender>();
    }
}
