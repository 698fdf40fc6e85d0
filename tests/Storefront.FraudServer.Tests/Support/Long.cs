namespace Storefront.Tests.FraudServer;

/// <summary>How long the long suites run: <c>tests/run.sh --long</c> sets the variable.</summary>
internal static class Long
{
    public static int Suite(int usual, int full) => Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? usual : full;
}
