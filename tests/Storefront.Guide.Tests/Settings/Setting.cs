using System.Globalization;
using System.Reflection;

namespace Storefront.Tests.Guide.Settings;

/// <summary>One key, as its class declares it.</summary>
/// <param name="Key">From the root, with colons; 0 stands for the place in a list, NAME for a name of the operator's choice.</param>
internal sealed record Setting(string Key, PropertyInfo Property, Type Type, object? Default)
{
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);

    public string TypeInWords => Type switch
    {
        { IsEnum: true } => string.Join(", ", Enum.GetNames(Type).Select(name => $"`{name}`")),
        _ when Type == typeof(bool) => "`true`, `false`",
        _ when Type == typeof(int) => "whole number",
        _ when Type == typeof(decimal) => "number",
        _ when Type == typeof(TimeSpan) => "duration",
        _ when Type == typeof(Uri) => "address",
        _ => "text",
    };

    public string DefaultInWords => Default switch
    {
        null or "" => "none",
        bool truth => truth ? "`true`" : "`false`",
        IFormattable value => $"`{value.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{Default}`",
    };

    /// <summary>Every key below a class, in the order in which it declares them.</summary>
    public static IEnumerable<Setting> Of(Type type, string prefix)
    {
        var fresh = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var (key, item) = Item($"{prefix}:{property.Name}", property.PropertyType);
            var bare = Nullable.GetUnderlyingType(item) ?? item;
            if (IsValue(bare))
                yield return new(key, property, bare, item == property.PropertyType ? property.GetValue(fresh) : null);
            else
                foreach (var below in Of(bare, key))
                    yield return below;
        }
    }

    private static (string Key, Type Item) Item(string key, Type type) => type switch
    {
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => ($"{key}:0", type.GetGenericArguments()[0]),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) => ($"{key}:NAME", type.GetGenericArguments()[1]),
        _ => (key, type),
    };

    private static bool IsValue(Type type) => type.IsEnum || type.IsValueType || type == typeof(string) || type == typeof(Uri);
}
