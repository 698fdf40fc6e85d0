using Microsoft.Playwright;

namespace Storefront.BrowserTests;

/// <summary>Reaches everything with Tab, as somebody without a mouse does.</summary>
internal sealed class Keyboard(Shopper shopper)
{
    private const int Stops = 80;

    public async Task PressAsync(ILocator target, string key)
    {
        await TabToAsync(target);
        await shopper.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Types over whatever stands there: a field reached by Tab has its text selected.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await shopper.Page.Keyboard.TypeAsync(text);
    }

    private async Task TabToAsync(ILocator target)
    {
        for (var stop = 0; stop < Stops; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await shopper.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target} on {shopper.Page.Url}.");
    }
}
