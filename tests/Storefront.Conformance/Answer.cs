using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Conformance;

/// <summary>What came back, all of it read.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>The body; null where it is no JSON.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public override string ToString() => $"{Status} {(Text.Length > 160 ? Text[..160] + "…" : Text)}";
}
