using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Storefront.Web.Features.Shared;

/// <summary>One text field of a form: label, hint, input and error, tied together (_Field.cshtml).</summary>
internal sealed record Field(string Name, string Label, string? Value, string Autocomplete)
{
    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    public bool Optional { get; init; }

    public int MaxLength { get; init; } = 200;

    public string? InputMode { get; init; }

    public string? List { get; init; }

    public string? Error { get; init; }

    /// <summary>Where two forms of a page have a field of the same name.</summary>
    public string? IdIs { get; init; }

    public string Id => IdIs ?? IdOf(Name);

    public string DescribedBy => Hint is null ? Id + "-error" : $"{Id}-hint {Id}-error";

    public Field In(ModelStateDictionary state) => this with { Error = ErrorOf(state, Name) };

    public static string IdOf(string name) => name.Replace(".", "", StringComparison.Ordinal);

    public static string? ErrorOf(ModelStateDictionary state, string name) => state[name]?.Errors.FirstOrDefault()?.ErrorMessage;
}
