namespace Storefront.Bank.Money;

internal static class Texts
{
    public static bool IsShort(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 100;
}
