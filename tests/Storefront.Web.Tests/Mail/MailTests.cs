using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;

namespace Storefront.Tests.Web.Mail;

public sealed class MailTests
{
    [Fact]
    public async Task In_Development_a_mail_becomes_a_file_that_any_mail_program_opens()
    {
        await using var shop = await BareShop.StartAsync();

        var mail = await WriteAsync(shop, Letter());

        var file = Path.Combine(shop.Directory, "shop", "mail", $"{mail.Id:N}.eml");
        await Eventually.TrueAsync(async () => await SentAsync(shop, mail.Id), "the mail is sent");
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("Subject: Your order is placed", text, StringComparison.Ordinal);
        Assert.Contains("text/plain", text, StringComparison.Ordinal);
        Assert.Contains("text/html", text, StringComparison.Ordinal);
        Assert.Contains($"<{mail.Id:N}@kettlewend.example>", text, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(file)!)); // nothing unfinished beside it
    }

    [Fact]
    public async Task A_server_that_refuses_gets_the_mail_again_later_and_only_once()
    {
        await using var server = new SmtpListener();
        var clock = new MovableClock();
        await using var shop = await BareShop.StartAsync(
            ["--Mail:SmtpHost=127.0.0.1", $"--Mail:Port={server.Port}", "--Mail:UseTls=false", "--Mail:From=Shop <orders@shop.example>"],
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        server.RefuseNext();

        var mail = await WriteAsync(shop, Letter());
        await Eventually.TrueAsync(() => Task.FromResult(server.Refused == 1), "the first try is refused");
        Assert.Empty(server.Received);
        Assert.False(await SentAsync(shop, mail.Id));

        clock.Advance(TimeSpan.FromMinutes(2));
        shop.Services.GetRequiredService<MailSignal>().Set();
        await Eventually.TrueAsync(async () => await SentAsync(shop, mail.Id), "the second try is taken");
        clock.Advance(TimeSpan.FromDays(1));
        shop.Services.GetRequiredService<MailSignal>().Set();
        await WriteAsync(shop, Letter() with { Subject = "The next one" });
        await Eventually.TrueAsync(() => Task.FromResult(server.Received.Count > 1), "the next mail is taken");

        Assert.Single(server.Received, text => text.Contains("Subject: Your order is placed", StringComparison.Ordinal));
        Assert.Contains(server.Received, text => text.Contains("From: \"Shop\" <orders@shop.example>", StringComparison.Ordinal) || text.Contains("From: Shop <orders@shop.example>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_says_the_same_in_text_and_in_HTML_and_nothing_in_it_is_markup()
    {
        var mail = new MailWriter(TimeProvider.System).Write(Letter() with { Heading = "Thank you, <script>Åsa</script>" });

        Assert.Contains("Two blankets & a lamp", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Pine lamp, 2 pieces: $58.00", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/orders/KW-1?key=a&b", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Two blankets &amp; a lamp", mail.Html, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/orders/KW-1?key=a&amp;b", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mailbox_shows_every_mail_newest_first_to_the_developer()
    {
        await using var shop = await BareShop.StartAsync();
        for (var i = 1; i <= 27; i++)
            await WriteAsync(shop, Letter() with { Subject = $"Mail number {i}." });

        var first = await shop.Client.GetStringAsync("/mailbox");
        var second = await shop.Client.GetStringAsync("/mailbox?page=2");

        var subjects = Regex.Matches(first, @"Mail number (?<number>\d+)\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["number"].Value);
        Assert.Equal(Enumerable.Range(3, 25).Reverse().Select(i => $"{i}"), subjects);
        Assert.Contains("/mailbox?page=2", first, StringComparison.Ordinal);
        Assert.Contains("Mail number 2.", second, StringComparison.Ordinal);
        Assert.Contains("Mail number 1.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_shown_as_the_shopper_sees_it_without_being_allowed_anything()
    {
        await using var shop = await BareShop.StartAsync();
        var mail = await WriteAsync(shop, Letter());

        var page = await shop.Client.GetStringAsync($"/mailbox/{mail.Id}");
        using var frame = await shop.Client.GetAsync($"/mailbox/{mail.Id}/html");

        Assert.Contains("https://shop.example/orders/KW-1?key=a&amp;b", page, StringComparison.Ordinal);
        var policy = Assert.Single(frame.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var style = Regex.Match(await frame.Content.ReadAsStringAsync(), "<style>(?<style>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["style"].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_the_mailbox()
    {
        await using var development = await BareShop.StartAsync();
        await using var production = await BareShop.StartInProductionAsync();
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/mailbox");
        elsewhere.Headers.Host = "shop.example"; // a name that was made to point to this machine

        using var renamed = await development.Client.SendAsync(elsewhere);
        using var outside = await production.Client.GetAsync("/mailbox");

        Assert.Equal(HttpStatusCode.NotFound, renamed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    private static Letter Letter() => new()
    {
        To = "anna@example.com",
        Subject = "Your order is placed",
        About = "KW-1",
        Heading = "Thank you",
        Paragraphs = ["Two blankets & a lamp are on their way."],
        Lines = [new("Pine lamp", "2 pieces", "$58.00")],
        Sums = [new("Shipping", "$5.00"), new("Total", "$63.00")],
        Link = new("See your order", new Uri("https://shop.example/orders/KW-1?key=a&b")),
    };

    private static async Task<MailMessage> WriteAsync(BareShop shop, Letter letter)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var mail = shop.Services.GetRequiredService<MailWriter>().Write(letter);
        db.Mail.Add(mail);
        await db.SaveChangesAsync();
        shop.Services.GetRequiredService<MailSignal>().Set();
        return mail;
    }

    private static async Task<bool> SentAsync(BareShop shop, Guid id)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StoreDb>().Mail.AnyAsync(mail => mail.Id == id && mail.SentAt != null);
    }
}
