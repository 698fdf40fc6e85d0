namespace Storefront.FraudServer.Fingerprinting;

/// <summary>The little of a user agent that is worth believing: which browser, on what.</summary>
internal sealed record UserAgent(string Browser, string OperatingSystem, bool IsMobile)
{
    // In this order: many browsers name others as well, and the more special name says the truth.
    private static readonly (string Sign, string Name)[] Browsers =
        [("edg", "edge"), ("opr/", "opera"), ("firefox/", "firefox"), ("fxios/", "firefox"), ("crios/", "chrome"), ("chrome/", "chrome"), ("safari/", "safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("windows", "windows"), ("android", "android"), ("iphone", "ios"), ("ipad", "ios"), ("mac os", "macos"), ("cros", "chromeos"), ("linux", "linux")];

    // How the script's platform begins on each system.
    private static readonly Dictionary<string, string[]> Platforms = new(StringComparer.Ordinal)
    {
        ["windows"] = ["win"],
        ["android"] = ["linux", "android"],
        ["ios"] = ["iphone", "ipad", "mac"],
        ["macos"] = ["mac"],
        ["chromeos"] = ["linux"],
        ["linux"] = ["linux"],
    };

    public static UserAgent Of(string text)
    {
        string Named((string Sign, string Name)[] known) => Array.Find(known, k => text.Contains(k.Sign, StringComparison.OrdinalIgnoreCase)).Name ?? "";
        return new(Named(Browsers), Named(Systems), text.Contains("mobi", StringComparison.OrdinalIgnoreCase) || text.Contains("android", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether header and script speak of the same system; who says nothing contradicts nobody.</summary>
    public bool FitsTo(string platform) => platform.Length == 0 || !Platforms.TryGetValue(OperatingSystem, out var beginnings)
        || Array.Exists(beginnings, beginning => platform.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
