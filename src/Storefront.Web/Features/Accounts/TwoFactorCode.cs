namespace Storefront.Web.Features.Accounts;

/// <summary>Codes as people copy them: with blanks and dashes in between.</summary>
internal static class TwoFactorCode
{
    public static string Digits(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit).Take(10)]);

    public static string Recovery(string? typed)
    {
        var signs = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Take(20)]).ToUpperInvariant();
        return signs.Length == 10 ? $"{signs[..5]}-{signs[5..]}" : signs;
    }
}
