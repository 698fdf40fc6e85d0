using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Storefront.Web.Hosting;

internal static class FeatureFolders
{
    /// <summary>A feature's controllers, models and pages stand in one folder below Features.</summary>
    public static void AddFeatureFolders(this WebApplicationBuilder builder) =>
        builder.Services.Configure<RazorViewEngineOptions>(razor =>
        {
            razor.ViewLocationFormats.Clear();
            razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
            razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
            razor.AreaViewLocationFormats.Clear();
            razor.AreaViewLocationFormats.Add("/Features/{2}/{1}/{0}.cshtml");
            razor.AreaViewLocationFormats.Add("/Features/{2}/{0}.cshtml");
            razor.AreaViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
        });

    /// <summary>Controllers are this program's own business, so they need not be public to be found.</summary>
    public sealed class InternalControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) => !typeInfo.IsAbstract && typeof(Controller).IsAssignableFrom(typeInfo);
    }
}
