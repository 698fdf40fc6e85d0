namespace Storefront.Web.Features.Shared;

/// <summary>What the shop takes for a phone number, wherever one is typed: as people everywhere write them, or nothing.</summary>
internal static class PhoneNumber
{
    public const int MaximumLength = 40;

    public const string Wanted = "Enter a phone number with country code, like +49 30 901820, or leave it empty";

    public static bool IsValid(string? text) =>
        text is null
        || (text.Length <= MaximumLength && text.Count(char.IsDigit) is >= 4 and <= 20
            && text.All(c => char.IsDigit(c) || "+-(). /x".Contains(c, StringComparison.OrdinalIgnoreCase)));
}
