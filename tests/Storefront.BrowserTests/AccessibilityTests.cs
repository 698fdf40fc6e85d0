using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Storefront.BrowserTests;

/// <summary>Every page, light and dark, on the smallest screen and a wide one: axe finds nothing, and nothing sticks out sideways.</summary>
[Collection(OnStage.Name)]
public sealed class AccessibilityTests(Stage stage)
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Chapters => [.. Tour.Chapters];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task Nothing_is_in_anybodys_way(string chapter)
    {
        var report = new List<string>();
        var tour = new Tour(stage, async (name, page) => report.AddRange(await FindAsync(name, page).WaitAsync(TimeSpan.FromMilliseconds(2 * Stage.Patience))));

        await tour.WalkAsync(chapter);

        if (report.Count > 0)
            Assert.Fail(string.Join('\n', report));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(string name, IPage page)
    {
        var before = page.ViewportSize!;
        var report = new List<string>();
        await page.EvaluateAsync(Axe);

        // Colours do not depend on the width, nor the layout on the colours: two looks see both.
        foreach (var (width, scheme) in new[] { (320, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            if (await SidewaysAsync(page) is { Length: > 0 } outside)
                report.Add($"  {width} px: sticks out sideways: {outside}");
            report.AddRange((await ViolationsAsync(page)).Select(violation => $"  {width} px, {scheme}: {violation}"));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(before.Width, before.Height);
        return report.Count == 0 ? report : [$"{name} ({page.Url})", .. report];
    }

    /// <summary>One text for each rule that is broken: its name, what it asks for, and where it is broken how.</summary>
    private static Task<string[]> ViolationsAsync(IPage page) => page.EvaluateAsync<string[]>("""
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'], iframes: false });
          return violations.map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}` +
            nodes.map(({ target, any, all, none }) => `\n    ${target.join(' ')}  ${[...any, ...all, ...none].map(check => check.message)[0] ?? ''}`).join(''));
        }
        """);

    /// <summary>What reaches over the page's edge, where the page can be scrolled sideways.</summary>
    private static Task<string> SidewaysAsync(IPage page) => page.EvaluateAsync<string>("""
        () => document.documentElement.scrollWidth <= innerWidth ? '' :
          `${document.documentElement.scrollWidth} px wide: ` + [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .filter(element => { for (let e = element.parentElement; e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return false; return true; })
            .slice(0, 5).map(element => element.outerHTML.slice(0, 100)).join(' | ')
        """);
}
