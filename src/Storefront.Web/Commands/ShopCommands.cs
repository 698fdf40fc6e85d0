using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Commands;

/// <summary>What the program does besides selling. Every command ends with one line that says what happened, and 0 or 1.</summary>
internal static class ShopCommands
{
    private const string Known = "There are: migrate, create-admin EMAIL, outbox list, outbox resend ID. Without a command the shop runs.";

    /// <summary>A command is a first word that is no setting.</summary>
    public static bool Asked(string[] args) =>
        args is [{ Length: > 0 } word, ..] && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal);

    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["migrate", .. var settings] => WithStoreAsync(settings, MigrateAsync),
        ["create-admin", var email, .. var settings] when !email.StartsWith('-') => WithStoreAsync(settings, services => CreateAdmin.RunAsync(services, email, Console.In)),
        ["create-admin", ..] => throw new StartRefusedException("create-admin needs an email address, and the password on standard input. Example: create-admin anna@shop.example"),
        ["outbox", "list", .. var settings] => WithStoreAsync(settings, OutboxCommands.ListAsync),
        ["outbox", "resend", var id, .. var settings] => WithStoreAsync(settings, services => OutboxCommands.ResendAsync(services, id)),
        ["outbox", "resend"] => throw new StartRefusedException("outbox resend needs the ID of an event, as outbox list prints it. Example: outbox resend 17"),
        _ => throw new StartRefusedException($"'{Named(args)}' is no command. {Known}"),
    };

    private static string Named(string[] args) => string.Join(' ', args.TakeWhile(arg => !arg.StartsWith('-')).Take(2));

    private static async Task<int> MigrateAsync(IServiceProvider services)
    {
        await Store.MigrateAsync(services, CancellationToken.None);
        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    }

    private static async Task<int> WithStoreAsync(string[] settings, Func<IServiceProvider, Task<int>> command)
    {
        var builder = ShopHost.CreateBuilder(settings);
        builder.AddSettings<StorageOptions>();
        builder.AddStore();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddCustomers();
        await using var app = builder.Build();
        app.Services.CheckSettings();
        return await command(app.Services);
    }
}
