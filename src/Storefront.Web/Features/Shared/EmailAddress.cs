using System.Net.Mail;

namespace Storefront.Web.Features.Shared;

/// <summary>What the shop takes for an email address, wherever one is typed.</summary>
internal static class EmailAddress
{
    public const int MaximumLength = 254;

    public const string Wanted = "Enter an email address like name@example.com";

    public static bool IsValid(string? text) =>
        text is { Length: <= MaximumLength } && MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim()
        && address.Host.Contains('.', StringComparison.Ordinal) && !address.Host.EndsWith('.');
}
