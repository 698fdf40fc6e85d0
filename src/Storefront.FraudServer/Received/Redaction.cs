using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Received;

/// <summary>
/// Prints a body for a page people may have open beside others: indented, with what names a person shortened.
/// A tester still recognises his own input; what looks like a card number is never shown.
/// </summary>
public static class Redaction
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly FrozenSet<string> Personal = FrozenSet.ToFrozenSet(
    [
        "firstName", "lastName", "holderName", "displayName", "phoneNumber", "street1", "street2", "street3", "zipCode", "ipAddress", "trueIp",
        "proxyIp", "payerId", "imei", "passwordHash", "encryptedCreditCardNumber", "username",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as it may be shown: JSON indented, other text as it is.</summary>
    public static string Print(string body) => Print(Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="Print(string)" />
    public static string Print(byte[] body)
    {
        using var document = Body.Parse(body);
        if (document is null)
            return Text(Encoding.UTF8.GetString(body));
        var node = JsonObject.Create(document.RootElement.Clone())!;
        Shorten(node);
        return node.ToJsonString(Indented);
    }

    private static void Shorten(JsonNode? node)
    {
        if (node is JsonObject o)
            foreach (var (name, value) in o.ToList())
                if (value is JsonValue text && text.TryGetValue(out string? said))
                    o[name] = Personal.Contains(name) && !said.Contains('@', StringComparison.Ordinal) ? Start(said) : Text(said);
                else
                    Shorten(value);
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
                if (list[i] is JsonValue text && text.TryGetValue(out string? said))
                    list[i] = Text(said);
                else
                    Shorten(list[i]);
    }

    // An e-mail keeps its tag and its domain: that is what a tester changes.
    internal static string Text(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && text.IndexOf(' ', StringComparison.Ordinal) < 0)
        {
            var tag = text.IndexOf('+', StringComparison.Ordinal);
            return $"{text[0]}…{text[(tag > 0 && tag < at ? tag : at)..]}";
        }

        return HoldsCardNumber(text) ? "…" : text;
    }

    private static string Start(string text) => text.Length <= 2 ? "…" : $"{text[..(text.Length > 12 ? 6 : 1)]}…";

    private static bool HoldsCardNumber(string text)
    {
        var run = new StringBuilder();
        foreach (var c in text + ".")
            if (char.IsAsciiDigit(c))
                run.Append(c);
            else if (c is not (' ' or '-'))
            {
                if (run.Length is >= 13 and <= 19 && PassesLuhn(run.ToString()))
                    return true;
                run.Clear();
            }

        return false;
    }

    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
