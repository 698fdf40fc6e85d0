using System.Reflection;
using System.Text;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>What other programs can see is written down in PublicSurface.txt, so that a change of it is read before it is made.</summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public async Task The_public_surface_is_the_reviewed_one()
    {
        var reviewed = await File.ReadAllTextAsync(Path.Combine(Repository.Tests, "PublicSurface.txt"));
        var found = Surface();

        var file = Path.Combine(AppContext.BaseDirectory, "PublicSurface.found.txt");
        await File.WriteAllTextAsync(file, found);
        Assert.True(reviewed == found, $"The public surface has changed. If that is meant, copy {file} over PublicSurface.txt.");
    }

    private static string Surface()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(FraudProtectionService).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n').Append(Kind(type)).Append(' ').Append(type.FullName);
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(Enum))
                text.Append(" : ").Append(Name(parent));
            text.Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString().TrimStart('\n');
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type is { IsAbstract: true, IsSealed: true } ? "static" : (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.GetMethod("<Clone>$") is null ? "class" : "record");

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {(int)value}");

        var constructors = type.GetConstructors().Select(constructor => $"new({Parameters(constructor)})");
        var fields = type.GetFields(Declared).Where(field => field.IsPublic).Select(field => $"const {field.Name} = {field.GetRawConstantValue()}");
        var properties = type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true }).Select(Property);
        var methods = type.GetMethods(Declared)
            .Where(method => method is { IsPublic: true, IsSpecialName: false } && !Made(method))
            .Select(method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})");
        return constructors.Concat(fields).Concat(properties).Concat(methods);
    }

    private static string Property(PropertyInfo property)
    {
        var isStatic = property.GetMethod!.IsStatic ? "static " : "";
        var required = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0;
        var set = property.SetMethod is { IsPublic: true } ? isInit ? " init;" : " set;" : "";
        return $"{required}{isStatic}{Name(property.PropertyType)} {property.Name} {{ get;{set} }}";
    }

    // Methods the compiler makes for every record.
    private static bool Made(MethodInfo method) =>
        method.Name is "<Clone>$" or "Deconstruct" or "GetHashCode" or "ToString" || (method.Name == "Equals" && method.DeclaringType != typeof(Storefront.FraudProtection.Events.WireWord));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
