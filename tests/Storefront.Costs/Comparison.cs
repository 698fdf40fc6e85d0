using System.Diagnostics;

namespace Storefront.Costs;

/// <summary>Home without a cookie and a cart of three lines, each beside a bare page of its size in the same minute.</summary>
internal static class Comparison
{
    private const int Connections = 8;
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20); // after less, the compiler is still at work on the pages and is what one measures
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task PrintAsync(Uri shop, Process process)
    {
        var cart = await FillCartAsync(shop, ["KIT-CAFE-CREAM", "TNT-RIDGE-2-MOSS", "PCK-TWO-32-OCHRE"]);
        Console.WriteLine($"{Connections} connections, median of {Rounds} rounds of {Round.TotalSeconds:0} s; CPU is all of the process's");
        Console.WriteLine($"{"page",-26}{"bytes",8}{"requests/s",12}{"CPU ms",9}{"bare ms",9}{"ratio",8}");
        await CompareAsync("home, no cookie", new Uri(shop, "/"), null, process);
        await CompareAsync("home, with a cart", new Uri(shop, "/"), cart, process);
        await CompareAsync("product, no cookie", new Uri(shop, "/p/two-night-rolltop"), null, process);
        await CompareAsync("cart, three lines", new Uri(shop, "/cart"), cart, process);
    }

    private static async Task CompareAsync(string name, Uri page, string? cookie, Process shop)
    {
        var size = await Load.SizeAsync(page, cookie);
        using var bare = await BarePage.StartAsync(size);
        await Load.RunAsync(page, cookie, shop, Connections, WarmUp);
        await Load.RunAsync(bare.Address, null, bare.Process, Connections, WarmUp);

        var costs = new List<(Cost Page, Cost Bare)>();
        for (var round = 0; round < Rounds; round++)
            costs.Add((await Load.RunAsync(page, cookie, shop, Connections, Round), await Load.RunAsync(bare.Address, null, bare.Process, Connections, Round)));

        var (cost, limit) = (Median(costs.Select(pair => pair.Page)), Median(costs.Select(pair => pair.Bare)));
        Console.WriteLine($"{name,-26}{size,8}{cost.PerSecond,12:0}{cost.Milliseconds,9:0.000}{limit.Milliseconds,9:0.000}{limit.Milliseconds / cost.Milliseconds,8:0.00}");
    }

    private static Cost Median(IEnumerable<Cost> costs) => costs.OrderBy(cost => cost.Milliseconds).ElementAt(Rounds / 2);

    // As a browser on the shop's own pages would: the first gets the cookie, the others come with it.
    private static async Task<string> FillCartAsync(Uri shop, IEnumerable<string> products)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        string? cookie = null;
        foreach (var product in products)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shop, "/cart/add"))
            {
                Content = new FormUrlEncodedContent([new("product", product), new("quantity", "1")]),
            };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (cookie is not null)
                request.Headers.Add("Cookie", cookie);
            using var answer = await http.SendAsync(request);
            if (!answer.Headers.TryGetValues("Set-Cookie", out var lines))
                throw new InvalidOperationException($"{product} was not added: {(int)answer.StatusCode}.");
            cookie = lines.First().Split(';')[0];
        }

        // The cart's form sets the other half of its token once; a browser has it from then on.
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(shop, "/cart"));
        page.Headers.Add("Cookie", cookie);
        using var shown = await http.SendAsync(page);
        return shown.Headers.TryGetValues("Set-Cookie", out var token) ? $"{cookie}; {token.First().Split(';')[0]}" : cookie!;
    }
}
