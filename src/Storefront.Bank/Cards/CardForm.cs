using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Bank.Cards;

/// <summary>The form as typed, and what is wrong with it. Number and code go in and never come out again.</summary>
internal sealed partial class CardForm
{
    public const int LongestName = 100;

    /// <summary>Field to message, in the order of the page.</summary>
    public Dictionary<string, string> Errors { get; } = new(StringComparer.Ordinal);

    public string Name { get; private init; } = "";

    public string Expiry { get; private init; } = "";

    /// <summary>Set when nothing is wrong.</summary>
    public TypedCard? Card { get; private set; }

    public static CardForm Read(IFormCollection fields, DateTimeOffset now)
    {
        var form = new CardForm
        {
            Name = Tidy(fields["name"].ToString()),
            Expiry = Tidy(fields["expiry"].ToString()),
        };
        form.Check(Digits(fields["number"].ToString()), Tidy(fields["code"].ToString()), now);

        // A card number typed into the wrong field is neither kept nor shown again.
        return HoldsCardNumber(form.Name) || HoldsCardNumber(form.Expiry) ? form.Without() : form;
    }

    private CardForm Without()
    {
        var form = new CardForm { Name = HoldsCardNumber(Name) ? "" : Name, Expiry = HoldsCardNumber(Expiry) ? "" : Expiry };
        foreach (var (field, message) in Errors)
            form.Errors.Add(field, message);

        return form;
    }

    private void Check(string number, string code, DateTimeOffset now)
    {
        var brand = CardBrand.Of(number);
        Complain("name", NameProblem());
        Complain("number", NumberProblem(number, brand));
        Complain("expiry", ExpiryProblem(now, out var expiry));
        Complain("code", CodeProblem(code, brand));
        if (Errors.Count == 0)
            Card = new TypedCard(number, brand!, expiry, Name);
    }

    private void Complain(string field, string? problem)
    {
        if (problem is not null)
            Errors.Add(field, problem);
    }

    private string? NameProblem() => Name switch
    {
        "" => "Enter the name on the card",
        { Length: > LongestName } => $"The name on the card can have at most {LongestName} characters",
        _ when HoldsCardNumber(Name) => "Enter a name here; the card number has its own field",
        _ => null,
    };

    private static string? NumberProblem(string number, CardBrand? brand)
    {
        if (number.Length == 0)
            return "Enter the card number";

        if (!number.All(char.IsAsciiDigit))
            return "A card number has digits only; spaces and hyphens between them are fine";

        if (number.Length < 12)
            return "The card number is not complete";

        if (brand is null)
            return "This card is of a kind the bank does not know. Check the number, or use another card";

        if (!brand.HasLength(number.Length))
            return $"A {brand.Name} number has {brand.Lengths} digits, this one has {number.Length}";

        return CardBrand.DigitsAgree(number) ? null : "A digit of the card number is not right. Check it against the card";
    }

    private string? ExpiryProblem(DateTimeOffset now, out string expiry)
    {
        expiry = "";
        if (Expiry.Length == 0)
            return "Enter the expiry date";

        var match = MonthAndYear().Match(Expiry);
        if (!match.Success)
            return "Enter the expiry date as month and year, for example 07/29";

        var month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var year = 2000 + int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12)
            return "The month of the expiry date must be from 01 to 12";

        if (CardExpiry.HasPassed(year, month, now))
            return "This card has expired. Check the date, or use another card";

        if (year > now.Year + 20)
            return "The year of the expiry date is too far ahead. Check it against the card";

        expiry = CardExpiry.Write(year, month);
        return null;
    }

    private static string? CodeProblem(string code, CardBrand? brand)
    {
        if (code.Length == 0)
            return "Enter the security code";

        var length = brand?.CodeLength;
        if (code.All(char.IsAsciiDigit) && (code.Length == length || (length is null && code.Length is 3 or 4)))
            return null;

        return $"The security code has {length?.ToString(CultureInfo.InvariantCulture) ?? "3 or 4"} digits";
    }

    private static bool HoldsCardNumber(string text) => text.Count(char.IsDigit) >= 12;

    private static string Digits(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '\u2010' or '\u2011' or '\u2013')));

    private static string Tidy(string text) =>
        string.Join(' ', string.Concat(text.Normalize(NormalizationForm.FormC).Select(letter => char.IsControl(letter) ? ' ' : letter))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // 07/29, 7/29, 0729, 07 / 2029, 07-29: what people and browsers fill in.
    [GeneratedRegex(@"^(?<month>[0-9]{1,2}) ?[/.-] ?(20)?(?<year>[0-9]{2})$|^(?<month>[0-9]{2})(20)?(?<year>[0-9]{2})$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex MonthAndYear();
}
