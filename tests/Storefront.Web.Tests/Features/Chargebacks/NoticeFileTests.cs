using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Shared;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Chargebacks;

/// <summary>The bank's file: shown line by line before anything is recorded, and harmless when it comes twice.</summary>
public sealed class NoticeFileTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private World World => running.World;

    [Fact]
    public async Task A_file_is_shown_first_then_recorded_once_with_its_wrong_lines_left_out()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        var sold = await Sold.ByAsync(World, guest);
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var file = $"""
            case;order;amount;currency;reason;noticed;due
            B-1;{sold.Number};12.50;USD;"Not received; says the cardholder";2026-04-02;2026-04-16
            B-2;{sold.Attempt.PurchaseId};3.00;USD;Not recognised;2026-04-02;2026-04-16

            B-3;{sold.Number};99999.00;USD;Not recognised;2026-04-02;2026-04-16
            B-4;WXYZ-WXYZ-WX;3.00;USD;Not recognised;2026-04-02;2026-04-16
            B-5;{sold.Number};three;EUR;;2.4.2026;2026-04-16
            B-1;{sold.Number};12.50;USD;Not received;2026-04-02;2026-04-16
            """;

        var preview = await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/chargebacks/import"), "Show what it does", ("text", file));

        Assert.Contains("2 of 6 lines say something new. 4 are wrong and are left out.", preview.Text, StringComparison.Ordinal);
        var rows = preview.Texts("tbody tr");
        Assert.Equal(["2 B-1", "3 B-2", "5 B-3", "6 B-4", "7 B-5", "8 B-1"], rows.Select(row => string.Join(' ', row.Split(' ')[..2])));
        Assert.Contains("can be charged back", rows[2], StringComparison.Ordinal);
        Assert.Contains("There is no order WXYZ-WXYZ-WX", rows[3], StringComparison.Ordinal);
        Assert.Contains("Enter an amount like 53.55. The shop sells in USD, not in EUR. Enter the bank's reason, at most 300 characters. Enter the day of the notice like 2026-04-02.", rows[4], StringComparison.Ordinal);
        Assert.Contains("This case stands in the file twice", rows[5], StringComparison.Ordinal);
        Assert.Equal(0, await CasesAsync(sold));

        var done = await reviewer.Browser.PressAsync(preview, "Record 2 lines");
        await reviewer.Browser.PressAsync(preview, "Record 2 lines");

        Assert.Contains("Recorded 2 of 6 lines", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await CasesAsync(sold));
        Assert.Equal("Not received; says the cardholder", await World.LookAsync(db => db.Chargebacks.Where(chargeback => chargeback.BankCase == "B-1").Select(chargeback => chargeback.Reason).SingleAsync()));
    }

    [Fact]
    public async Task A_later_file_moves_cases_along_the_arrows_and_an_old_one_moves_nothing()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        var sold = await Sold.ByAsync(World, guest);
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var first = File(sold, "2026-04-02", "Inquiry");

        await ImportAsync(reviewer, first);
        await ImportAsync(reviewer, File(sold, "2026-04-09", "Disputed"));
        await ImportAsync(reviewer, File(sold, "2026-04-20", "Reversed"));
        var old = await PreviewAsync(reviewer, first);
        var wrong = await PreviewAsync(reviewer, File(sold, "2026-04-21", "Accepted"));

        Assert.Contains("Known already", old.Text, StringComparison.Ordinal);
        Assert.Contains("From Reversed it cannot become Accepted", wrong.Text, StringComparison.Ordinal);
        var told = (await sold.ReceivedAsync(7)).Where(row => row.Event == "Chargeback").ToList();
        Assert.Equal(["Chargeback Inquiry", "Chargeback Disputed", "Chargeback Reversed"], told.Select(row => row.Story));
        Assert.StartsWith("2026-04-20T00:00:00", told[2].Text("bankEventTimestamp"), StringComparison.Ordinal);
        Assert.Single(told.Select(row => row.Text("chargebackId")).Distinct());
    }

    [Theory]
    [InlineData("", "Choose a file")]
    [InlineData("case,order\r\nB,1", "Missing: amount, currency, reason, noticed, due")]
    [InlineData("case,order,amount,currency,reason,noticed,due\r\n\r\n", "nothing below the names")]
    public async Task A_file_that_cannot_be_read_is_said_beside_the_field(string text, string words)
    {
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var page = await PreviewAsync(reviewer, text);

        Assert.Contains(words, page.One("#text-error"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa;b\r\n1;2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n3,4", "1:a|b 2:x\ny|say \"hi\" 4:3|4")]
    [InlineData("a\n\n\nb", "1:a 4:b")]
    [InlineData("a,\"open\nend", "1:a|open\nend")]
    public void Tables_are_read_as_spreadsheets_write_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Csv.Read(text).Select(row => $"{row.Line}:{string.Join('|', row.Fields)}")));

    private static string File(Sold sold, string noticed, string status) =>
        $"status,due,noticed,reason,currency,amount,order,case\n{status},2026-05-01,{noticed},Not recognised,usd,8.00,{sold.Number},{sold.Number}-C";

    private static async Task<Page> PreviewAsync(Guest reviewer, string file) =>
        await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/chargebacks/import"), "Show what it does", ("text", file));

    private static async Task ImportAsync(Guest reviewer, string file) =>
        await reviewer.Browser.PressAsync(await PreviewAsync(reviewer, file), "Record one line");

    private Task<int> CasesAsync(Sold sold) => World.LookAsync(db => db.Chargebacks.CountAsync(chargeback => chargeback.OrderId == sold.Id));
}
