using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Received;

namespace Storefront.Web.Features.Developer;

/// <summary>A call as a line for the shell. Who is named in it stays shortened, and the token is the reader's own.</summary>
internal static class CurlCommand
{
    public static string Of(SentCall call) => string.Join(" \\\n  ",
        $"curl -i {Quote(call.Address.AbsoluteUri)}",
        "-H \"Authorization: Bearer $TOKEN\"",
        "-H 'Content-Type: application/json'",
        $"-H {Quote("x-ms-correlation-id: " + call.CorrelationId)}",
        $"-H {Quote("x-ms-dfpenvid: " + call.EnvironmentId)}",
        $"--data-binary {Quote(OneLine(call.Body))}");

    private static string OneLine(string body) => JsonNode.Parse(Redaction.Print(body))!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
