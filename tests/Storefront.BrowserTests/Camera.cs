using Microsoft.Playwright;

namespace Storefront.BrowserTests;

/// <summary>Takes pictures of every page on a phone and on a desk, light and dark, and the four that the README shows.</summary>
internal sealed class Camera(string folder)
{
    private static readonly string[] InTheReadme = ["home", "placed", "rejected", "held"];

    public static async Task PhotographAsync(string folder, IEnumerable<string> chapters)
    {
        var camera = new Camera(Directory.CreateDirectory(folder).FullName);
        var stage = new Stage();
        await stage.InitializeAsync();
        try
        {
            foreach (var chapter in chapters)
                await new Tour(stage, camera.TakeAsync).WalkAsync(chapter);
        }
        finally
        {
            await stage.DisposeAsync();
        }
    }

    private async Task TakeAsync(string name, IPage page)
    {
        var before = page.ViewportSize!;
        foreach (var (width, height) in new[] { (390, 844), (1280, 860) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.EvaluateAsync("""
                    async () => {
                      scrollTo(0, 0);
                      const pictures = [...document.images];
                      pictures.forEach(picture => picture.loading = 'eager');
                      await Promise.all(pictures.map(picture => picture.decode().catch(() => {})));
                      await document.fonts.ready;
                    }
                    """);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
                if (width == 1280 && scheme == ColorScheme.Light && InTheReadme.Contains(name))
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"readme-{name}.png") });
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
