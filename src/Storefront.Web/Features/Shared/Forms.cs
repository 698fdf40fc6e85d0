using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Storefront.Web.Features.Shared;

/// <summary>What happens to a form that was not right: the same page again, with what was typed.</summary>
internal static class Forms
{
    private const string Order = "MistakeOrder";

    /// <summary>Notes what has to be put right, in the order of the form. True when that is nothing.</summary>
    public static bool Take(this Controller controller, IEnumerable<(string Field, string Message)> mistakes)
    {
        var order = new List<string>();
        foreach (var (field, message) in mistakes)
        {
            controller.ModelState.AddModelError(field, message);
            order.Add(field);
        }

        controller.ViewData[Order] = order;
        return controller.ModelState.IsValid;
    }

    /// <summary>All mistakes of a form: first those that were noted, as they were.</summary>
    public static IReadOnlyList<(string Field, string Message)> Mistakes(this ViewDataDictionary view)
    {
        var order = view[Order] as List<string> ?? [];
        return
        [
            .. view.ModelState
                .SelectMany(entry => entry.Value!.Errors.Select(error => (Field: entry.Key, Message: error.ErrorMessage)))
                .OrderBy(mistake => order.IndexOf(mistake.Field) is var place and >= 0 ? place : int.MaxValue),
        ];
    }

    public static ViewResult Again(this Controller controller, string view, object form)
    {
        controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return controller.View(view, form);
    }

    /// <summary>Too often from here: what was typed is kept, and the page says when to go on.</summary>
    public static ViewResult TooMany(this Controller controller, string view, object form, TimeSpan wait)
    {
        var minutes = (int)Math.Ceiling(Math.Max(wait.TotalMinutes, 1));
        controller.ModelState.AddModelError("", $"That was a lot of tries. Wait {(minutes == 1 ? "a minute" : $"{minutes} minutes")} and try again.");
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return controller.View(view, form);
    }
}
