using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>The honest answer where outside data is missing: the neutral value, and note R712.</summary>
internal static class NotConfigured
{
    public static T Note<T>(Frame frame, string function, TextSpan at, T instead)
    {
        frame.Remark("R712", $"{function} has no data for this.", at);
        return instead;
    }
}
