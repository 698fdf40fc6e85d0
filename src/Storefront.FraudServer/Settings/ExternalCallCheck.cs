using System.Text.Json;
using Storefront.FraudServer.Rules.Calls;

namespace Storefront.FraudServer.Settings;

/// <summary>External calls as settings and as rules know them.</summary>
internal static class ExternalCallCheck
{
    private const int LongestTimeout = 5000;

    public static IEnumerable<string> Problems(List<ExternalCallSettings> calls)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            var (call, key) = (calls[i], $"FraudServer:ExternalCalls:{i}");
            if (!IsName(call.Name) || calls.Take(i).Any(c => c.Name.Equals(call.Name, StringComparison.OrdinalIgnoreCase)))
                yield return $"{key}:Name is '{call.Name}'; give every call a name of its own of letters, digits and _, for example emailReputation";
            if (!Uri.TryCreate(call.Endpoint, UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)))
                yield return $"{key}:Endpoint is '{call.Endpoint}'; give an https address, for example https://reputation.example.com/v1/email";
            if (call.Method is not ("GET" or "POST"))
                yield return $"{key}:Method is '{call.Method}'; GET and POST exist";
            if (call.Timeout is < 1 or > LongestTimeout)
                yield return $"{key}:Timeout is {call.Timeout}; give 1 to {LongestTimeout} milliseconds";
            if (Json(call.Default) is null)
                yield return $"{key}:Default is no JSON, for example {{}}";
        }
    }

    public static ExternalCallDefinition Definition(ExternalCallSettings call) => new()
    {
        Name = call.Name,
        Parameters = call.Parameters,
        Endpoint = call.Endpoint,
        UsesPost = call.Method == "POST",
        Timeout = TimeSpan.FromMilliseconds(call.Timeout),
        DefaultResponse = Json(call.Default)!.Value,
    };

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static JsonElement? Json(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
