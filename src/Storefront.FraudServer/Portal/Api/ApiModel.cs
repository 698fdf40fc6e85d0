using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Events.Shapes;

namespace Storefront.FraudServer.Portal.Api;

/// <summary>The events a program may send here.</summary>
public sealed record ApiModel(string BaseAddress, IReadOnlyList<ApiEvent> Events);

/// <summary>One of them: where it is posted to and what it may hold.</summary>
public sealed record ApiEvent(string Name, string Path, string Answer, IReadOnlyList<ApiMember> Members, string PostTo)
{
    private const int Deepest = 4;

    internal static ApiEvent Of(EventKind kind) => new(
        kind.Name,
        kind.Path.Replace("{apiName}", kind.Name, StringComparison.Ordinal).Replace("{id?}", "{id}", StringComparison.Ordinal),
        kind.Refusal ?? (kind.Assessment is null ? "an acknowledgement" : "a decision"),
        [.. Rows(kind.Shape, "", 0)],
        kind.Path.Replace("{apiName}", kind.Name, StringComparison.Ordinal).Split("/{")[0]);

    private static IEnumerable<ApiMember> Rows(Shape shape, string place, int depth) => shape.Members.SelectMany(member =>
    {
        var name = place + member.Name + (member.Kind == Kind.List ? "[]" : "");
        var below = member.Shape is { } inner && depth < Deepest ? Rows(inner, name + ".", depth + 1) : [];
        return below.Prepend(new ApiMember(name, TypeOf(member.Kind), member.Required, Limits(member)));
    });

    private static string TypeOf(Kind kind) => kind switch
    {
        Kind.Text => "text",
        Kind.Number => "number",
        Kind.Integer => "whole number",
        Kind.Boolean => "true or false",
        Kind.Date => "date and time",
        Kind.Object => "object",
        Kind.List => "list of objects",
        Kind.TextOrNumber => "text or number",
        Kind.Properties => "object of own members",
        _ => "anything",
    };

    private static string Limits(Member member) => string.Join("; ", new[]
    {
        member.Values.Count > 0 ? $"{(member.IsStrict ? "one of" : "for example")} {string.Join(", ", member.Values)}" : null,
        member.MaxLength is { } length ? string.Create(CultureInfo.InvariantCulture, $"up to {length} characters") : null,
        member.Minimum is { } minimum ? string.Create(CultureInfo.InvariantCulture, $"{minimum} or more") : null,
        member.NotBefore is { } date ? $"not before {date}" : null,
        member.Alias is { } alias ? $"also read as {alias}" : null,
    }.OfType<string>());
}

/// <summary>A member of a body, by the way to it.</summary>
public sealed record ApiMember(string Name, string Type, bool Required, string Limits);
