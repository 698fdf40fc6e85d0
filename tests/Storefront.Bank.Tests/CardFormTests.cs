using Microsoft.AspNetCore.Http;
using Storefront.Bank.Cards;

namespace Storefront.Tests.Bank;

public sealed class CardFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("4111111111111111", "Visa")]
    [InlineData("4222222222222", "Visa")]
    [InlineData("4111-1111-1111-1111", "Visa")]
    [InlineData("\u00a04111 1111\t1111 1111 ", "Visa")]
    [InlineData("5555555555554444", "Mastercard")]
    [InlineData("2223003122003222", "Mastercard")]
    [InlineData("6011111111111117", "Discover")]
    [InlineData("30569309025904", "Diners Club")]
    [InlineData("3530111333300000", "JCB")]
    [InlineData("6200000000000005", "UnionPay")]
    [InlineData("6759649826438453", "Maestro")]
    public void A_good_number_tells_its_brand(string number, string brand) => Assert.Equal(brand, Read(number: number).Card?.Brand.Name);

    [Fact]
    public void American_Express_has_fifteen_digits_and_a_code_of_four()
    {
        Assert.Equal("American Express", Read(number: "378282246310005", code: "1234").Card?.Brand.Name);
        Assert.Equal("The security code has 4 digits", Read(number: "378282246310005", code: "123").Errors["code"]);
    }

    [Theory]
    [InlineData("", "Enter the card number")]
    [InlineData("4111 1111 1111 111x", "A card number has digits only; spaces and hyphens between them are fine")]
    [InlineData("٤١١١١١١١١١١١١١١١", "A card number has digits only; spaces and hyphens between them are fine")]
    [InlineData("41111111", "The card number is not complete")]
    [InlineData("411111111111111", "A Visa number has 13, 16 or 19 digits, this one has 15")]
    [InlineData("4111111111111112", "A digit of the card number is not right. Check it against the card")]
    [InlineData("1111111111111111", "This card is of a kind the bank does not know. Check the number, or use another card")]
    public void A_bad_number_is_answered_beside_its_field(string number, string message)
    {
        var form = Read(number: number);

        Assert.Null(form.Card);
        Assert.Equal(message, Assert.Single(form.Errors, error => error.Key == "number").Value);
    }

    [Theory]
    [InlineData("12/30", "12/30")]
    [InlineData("1/30", "01/30")]
    [InlineData("0130", "01/30")]
    [InlineData("01 / 2030", "01/30")]
    [InlineData("01-30", "01/30")]
    [InlineData("11/26", "11/26")]
    [InlineData("11/46", "11/46")]
    public void An_expiry_date_is_understood_as_people_write_it(string typed, string expiry) => Assert.Equal(expiry, Read(expiry: typed).Card?.Expiry);

    [Theory]
    [InlineData("", "Enter the expiry date")]
    [InlineData("soon", "Enter the expiry date as month and year, for example 07/29")]
    [InlineData("13/30", "The month of the expiry date must be from 01 to 12")]
    [InlineData("00/30", "The month of the expiry date must be from 01 to 12")]
    [InlineData("10/26", "This card has expired. Check the date, or use another card")]
    [InlineData("12/01", "This card has expired. Check the date, or use another card")]
    [InlineData("01/47", "The year of the expiry date is too far ahead. Check it against the card")]
    public void A_bad_expiry_date_is_answered_beside_its_field(string typed, string message) => Assert.Equal(message, Read(expiry: typed).Errors["expiry"]);

    [Fact]
    public void A_card_is_good_to_the_end_of_its_month_wherever_the_shopper_is()
    {
        Assert.NotNull(Read(expiry: "11/26", now: new DateTimeOffset(2026, 12, 1, 23, 59, 59, TimeSpan.Zero)).Card);
        Assert.Null(Read(expiry: "11/26", now: new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero)).Card);
    }

    [Theory]
    [InlineData("", "Enter the security code")]
    [InlineData("12", "The security code has 3 digits")]
    [InlineData("1234", "The security code has 3 digits")]
    [InlineData("x23", "The security code has 3 digits")]
    public void A_bad_code_is_answered_beside_its_field(string code, string message) => Assert.Equal(message, Read(code: code).Errors["code"]);

    [Theory]
    [InlineData("Ann Example")]
    [InlineData("Łukasz Müller-O’Neill 3rd")]
    [InlineData("王小明")]
    public void Any_name_will_do(string name) => Assert.Equal(name, Read(name: name).Card?.HolderName);

    [Fact]
    public void A_name_may_be_neither_missing_nor_endless()
    {
        Assert.Equal("Enter the name on the card", Read(name: " \u0000 ").Errors["name"]);
        Assert.Equal("The name on the card can have at most 100 characters", Read(name: new string('a', 101)).Errors["name"]);
    }

    [Fact]
    public void A_card_number_in_another_field_is_refused_and_not_kept()
    {
        var form = Read(name: "4111 1111 1111 1111", number: "", expiry: "4111111111111111");

        Assert.Null(form.Card);
        Assert.Equal("Enter a name here; the card number has its own field", form.Errors["name"]);
        Assert.Equal(("", ""), (form.Name, form.Expiry));
    }

    [Fact]
    public void A_typed_card_does_not_print_its_number() => Assert.Equal("TypedCard", Read().Card?.ToString());

    private static CardForm Read(
        string name = "Ann Example", string number = "4111111111111111", string expiry = "12/30", string code = "123", DateTimeOffset? now = null) =>
        CardForm.Read(new FormCollection(new() { ["name"] = name, ["number"] = number, ["expiry"] = expiry, ["code"] = code }), now ?? Now);
}
