using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Storefront.Web.Features.Shared;

/// <summary>What happens to a form that was not right: the same page again, with what was typed.</summary>
internal static class Forms
{
    /// <summary>Notes what has to be put right. True when that is nothing.</summary>
    public static bool Take(this ModelStateDictionary state, IEnumerable<(string Field, string Message)> mistakes)
    {
        foreach (var (field, message) in mistakes)
            state.AddModelError(field, message);
        return state.IsValid;
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
