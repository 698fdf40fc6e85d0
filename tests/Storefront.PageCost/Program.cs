using System.Diagnostics;
using System.Globalization;
using Storefront.PageCost;

// serve BYTES                  answers every request with so many bytes: the least a page can cost here
// measure ADDRESS PROCESS-ID   what home and cart of a running shop cost, beside pages of that kind
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["serve", var bytes]:
        await BarePage.ServeAsync(int.Parse(bytes, CultureInfo.InvariantCulture));
        return 0;
    case ["measure", var address, var id]:
        await Comparison.PrintAsync(new Uri(address), Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: serve BYTES | measure ADDRESS PROCESS-ID");
        return 64;
}
