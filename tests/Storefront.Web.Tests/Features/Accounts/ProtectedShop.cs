using System.Text.Json;
using System.Text.RegularExpressions;
using Storefront.Web.Features.Mail;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

/// <summary>A shop that asks Fraud Protection about sign-ups and sign-ins, and acts on the answer.</summary>
public sealed partial class ProtectedShop : IAsyncLifetime
{
    public const string Password = "four words nobody knows";

    internal World World { get; private set; } = null!;

    public async Task InitializeAsync() =>
        World = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["AccountProtection:Mode"] = "Protect" });

    public async Task DisposeAsync() => await World.DisposeAsync();

    internal static string NewAddress(string trigger = "") => $"nora{Guid.NewGuid():N}{trigger}@example.com";

    internal async Task<Page> SignUpAsync(Browser browser, string email) => await browser.PressAsync(
        await browser.GetAsync("/account/sign-up"), "Create account", ("FirstName", "Nora"), ("LastName", "Ellery"), ("Email", email), ("Password", Password));

    internal Task<List<MailMessage>> MailsAsync(string to) => World.LookAsync(db => Mailbox.Of(db, to));

    /// <summary>The code in the newest letter.</summary>
    internal async Task<string> CodeAsync(string email) => Code().Match((await MailsAsync(email)).Last(mail => mail.Subject == "Your code").Text).Value;

    /// <summary>What the service was told about an address, oldest first; waits for that many rows.</summary>
    internal async Task<IReadOnlyList<string>> StoryAsync(string email, int count) => [.. (await ToldAsync(email, count)).Select(Tell)];

    internal Task<List<Received>> ToldAsync(string email, int count) => World.EventuallyAsync(async () =>
    {
        var all = await World.ReceivedAsync();
        var asked = all.Where(row => row.Event is "AccountCreation" or "AccountLogin" && row.Request.GetProperty("user").GetProperty("username").GetString() == email)
            .Select(Check).ToHashSet(StringComparer.Ordinal);
        return all.Where(row => asked.Contains(Check(row)) || row.Text("email") == email).ToList();
    }, rows => rows.Count >= count, TimeSpan.FromSeconds(30));

    internal static string Check(Received row) =>
        row.Request.TryGetProperty("metadata", out var metadata) && (metadata.TryGetProperty("signUpId", out var id) || metadata.TryGetProperty("loginId", out id)) ? id.GetString()! : "";

    private static string Tell(Received row) => row.Request.TryGetProperty("statusDetails", out var status)
        ? $"{row.Event} {Word(status, "statusType")} {Word(status, "reasonType")} {Word(status, "challengeType")}"
        : row.Event;

    private static string Word(JsonElement status, string member) => status.GetProperty(member).GetString()!;

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
