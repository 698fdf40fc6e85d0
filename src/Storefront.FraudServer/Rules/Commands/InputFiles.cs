using System.Text;
using System.Text.Json;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Rules.Commands;

/// <summary>Reads what the commands are given; everything that cannot be read leaves as an <see cref="UnreadableException"/> with the file's name.</summary>
internal static class InputFiles
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(CallerFolder.Resolve(path), new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableException($"{path}: {FirstLine(e)}");
        }
    }

    public static JsonElement Object(string text, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone()
                : throw new UnreadableException($"{where}: not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new UnreadableException($"{where}: {FirstLine(e)}");
        }
    }

    /// <summary><c>DIR/NAME.csv</c> is list NAME; <c>DIR/support/NAME.csv</c> (value,status,reason,expires) a support list.</summary>
    public static ListLibrary Lists(string? folder)
    {
        var library = new ListLibrary();
        if (folder is null)
            return library;
        var root = CallerFolder.Resolve(folder);
        if (!Directory.Exists(root))
            throw new UnreadableException($"{folder}: there is no such folder.");
        foreach (var file in Directory.EnumerateFiles(root, "*.csv").Order(StringComparer.Ordinal))
            library.Put(Read(file, reader => CustomList.Read(Path.GetFileNameWithoutExtension(file), reader)));
        var support = Path.Combine(root, "support");
        if (Directory.Exists(support))
            foreach (var file in Directory.EnumerateFiles(support, "*.csv").Order(StringComparer.Ordinal))
                library.Put(Read(file, reader => SupportListFile.Read(Path.GetFileNameWithoutExtension(file), reader)));
        return library;
    }

    /// <summary>NDJSON: one <c>{type,time,event}</c> a line.</summary>
    public static List<HistoryEvent> History(string path)
    {
        var events = new List<HistoryEvent>();
        var lines = Text(path).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var where = $"{path}:{i + 1}";
            var line = Value.Of(Object(lines[i], where));
            if (JsonText.Of(line.Member("type")) is not { Length: > 0 } type || Time(JsonText.Of(line.Member("time"))) is not { } time
                || line.Member("event") is not { Kind: ValueKind.Json, Json: { ValueKind: JsonValueKind.Object } body })
                throw new UnreadableException($"{where}: a line is {{\"type\":…,\"time\":…,\"event\":{{…}}}}.");
            events.Add(new HistoryEvent(type, time, body));
        }
        return events;
    }

    public static DateTimeOffset? Time(string text) => Conversions.ParseDate(text) is { } time ? new DateTimeOffset(time) : null;

    private static T Read<T>(string file, Func<TextReader, T> read)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return read(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            throw new UnreadableException($"{file}: {FirstLine(e)}");
        }
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd();
}

internal sealed record HistoryEvent(string Type, DateTimeOffset Time, JsonElement Body);
