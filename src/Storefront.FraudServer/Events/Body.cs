using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Storefront.FraudServer.Events;

/// <summary>Turns the bytes of a request into a JSON object that can be read without surprises later.</summary>
internal static class Body
{
    public const int Largest = 1024 * 1024;

    /// <summary>The object, or null when the bytes are something else.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (!Utf8.IsValid(bytes.Span))
            return null;
        try
        {
            var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object && IsReadable(document.RootElement))
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // the answer says so
        }

        return null;
    }

    /// <summary>The whole body, or null when it is larger than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (http.Request.ContentLength is not > Largest)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                break;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        await DiscardAsync(http);
        return null;
    }

    // Most callers listen only when they have sent everything; a moderate excess is let pass so that they hear the answer.
    private static async Task DiscardAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        for (var length = 0L; length < 8 * Largest;)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            length += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    // Escaped halves of a surrogate pair pass the parser and throw when the text is asked for.
    private static bool IsReadable(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    return element.EnumerateObject().All(property => property.Name is not null && IsReadable(property.Value));
                case JsonValueKind.Array:
                    return element.EnumerateArray().All(IsReadable);
                case JsonValueKind.String:
                    return element.GetString() is not null;
                default:
                    return true;
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
