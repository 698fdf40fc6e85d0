using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Storefront.Tests.Web;

/// <summary>What a browser would send for a form.</summary>
internal static class FilledForm
{
    public static (string Action, HttpMethod Method, IReadOnlyList<(string Name, string Value)> Fields) Of(
        IHtmlFormElement form, string? button, IEnumerable<(string Name, string Value)> changes)
    {
        var pressed = Button(form, button);
        var fields = form.Elements.OfType<IHtmlElement>().Where(element => !element.IsDisabled()).SelectMany(Values).ToList();
        foreach (var change in changes)
        {
            Assert.True(form.Elements.OfType<IHtmlElement>().Any(element => element.GetAttribute("name") == change.Name), $"The form has no field '{change.Name}'.");
            fields.RemoveAll(field => field.Name == change.Name);
            fields.Add(change);
        }
        if (pressed?.GetAttribute("name") is { Length: > 0 } name)
            fields.Add((name, pressed.GetAttribute("value") ?? ""));
        return (pressed?.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "", form.Method == "post" ? HttpMethod.Post : HttpMethod.Get, fields);
    }

    private static IElement? Button(IHtmlFormElement form, string? words)
    {
        var buttons = form.Owner!.QuerySelectorAll("button").Where(button => button is IHtmlButtonElement { Type: "submit" } submit && submit.Form == form).ToList();
        return words is null
            ? buttons.FirstOrDefault()
            : buttons.Find(button => string.Equals(string.Join(' ', button.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), words, StringComparison.Ordinal))
                ?? throw new Xunit.Sdk.XunitException($"The form has no button '{words}'.");
    }

    private static IEnumerable<(string Name, string Value)> Values(IHtmlElement element)
    {
        var name = element.GetAttribute("name");
        if (string.IsNullOrEmpty(name))
            return [];
        return element switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } choice => choice.IsChecked ? [(name, choice.GetAttribute("value") ?? "on")] : [],
            IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } => [],
            IHtmlInputElement input => [(name, input.Value)],
            IHtmlTextAreaElement area => [(name, area.Value)],
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => (name, option.Value)),
            _ => [],
        };
    }

    private static bool IsDisabled(this IHtmlElement element) => element.HasAttribute("disabled") || element.Closest("fieldset[disabled]") is not null;
}
