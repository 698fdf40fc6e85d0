using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.FraudServer.Configuration;

/// <summary>Something in the folder is wrong; the message begins with file and line.</summary>
internal sealed class ConfigException(string message) : Exception(message)
{
    public static ConfigException At(string file, int line, string message) => new($"{file}:{line}: {message}");
}

/// <summary>A folder with the whole configuration: one file for each thing, always in the same order, always in the same form.</summary>
internal sealed class ConfigFolder(string root)
{
    public const string Rules = "rules.fql";
    public const string RulesOf = "rules";
    public const string Environments = "environments.json";
    public const string Credentials = "credentials";
    public const string Lists = "lists";
    public const string SupportLists = "lists/support";
    public const string Settings = "settings.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public string Root => root;

    public string PathOf(string file) => Path.Combine(root, file);

    public bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>The files of a folder with this ending, by their names relative to the root.</summary>
    public IReadOnlyList<string> Files(string folder, string ending) => Directory.Exists(PathOf(folder))
        ? [.. Directory.EnumerateFiles(PathOf(folder), "*" + ending).Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)]
        : [];

    public string Text(string file)
    {
        try
        {
            return File.ReadAllText(PathOf(file), new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw ConfigException.At(file, 1, "This is not UTF-8 text.");
        }
    }

    public T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(file), Json) ?? throw ConfigException.At(file, 1, "There is nothing in it.");
        }
        catch (JsonException e)
        {
            throw ConfigException.At(file, (int)(e.LineNumber ?? 0) + 1, e.Message.Split(" Path:")[0].Split(" LineNumber:")[0]);
        }
    }

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        Hosting.PrivateFile.Write(PathOf(file), text);
    }

    public void WriteJson<T>(string file, T value) => Write(file, JsonSerializer.Serialize(value, Json) + "\n");

    /// <summary>Takes away what an earlier export wrote into a folder and this one did not.</summary>
    public void Keep(string folder, string ending, IEnumerable<string> written)
    {
        foreach (var file in Files(folder, ending).Except(written, StringComparer.Ordinal))
            File.Delete(PathOf(file));
    }

    /// <summary>The line a text stands on, for messages about what stands there.</summary>
    public int LineOf(string file, string text)
    {
        var at = Array.FindIndex(Text(file).Split('\n'), line => line.Contains(text, StringComparison.Ordinal));
        return at < 0 ? 1 : at + 1;
    }
}
