using System.Text.RegularExpressions;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Settings;

/// <summary>
/// The path of something in a vault, as the vault writes it: <c>secrets/NAME</c> or <c>certificates/NAME</c>, with a version
/// or without. A name by itself is a secret's.
/// </summary>
internal static partial class VaultPath
{
    public const string Example = "secrets/fraud-protection";

    public static VaultItem? Read(Uri vault, string path)
    {
        var match = Form().Match(path);
        return match.Success
            ? new(vault, match.Groups["name"].Value, match.Groups["version"] is { Success: true } version ? version.Value : null, match.Groups["kind"].Value == "certificates")
            : null;
    }

    [GeneratedRegex("^((?<kind>secrets|certificates)/)?(?<name>[0-9A-Za-z-]{1,127})(/(?<version>[0-9a-f]{32}))?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Form();
}
