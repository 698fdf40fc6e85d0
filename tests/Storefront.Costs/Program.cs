using System.Diagnostics;
using System.Globalization;
using Storefront.Costs;

// serve BYTES                            answers every request with so many bytes: the least a page can cost here
// echo                                   answers every request with what it holds: the least an assessment can cost here
// measure ADDRESS PROCESS-ID             what home and cart of a running shop cost, beside pages of that kind
// assess ADDRESS HTTPS-ADDRESS CERTIFICATE PROCESS-ID   how many purchases a running service judges a second, beside an echo of the same bytes
// fill DATABASE EVENTS                   multiplies what a stopped service has received until it is so many events
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["serve", var bytes]:
        await BarePage.ServeAsync(int.Parse(bytes, CultureInfo.InvariantCulture));
        return 0;
    case ["echo"]:
        await Echo.ServeAsync();
        return 0;
    case ["measure", var address, var id]:
        await Comparison.PrintAsync(new Uri(address), Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
        return 0;
    case ["assess", var address, var tls, var certificate, var id]:
        await Assessing.PrintAsync(new Uri(address), new Uri(tls), certificate, Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
        return 0;
    case ["fill", var file, var events]:
        History.Fill(file, long.Parse(events, CultureInfo.InvariantCulture));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: serve BYTES | echo | measure ADDRESS PROCESS-ID | assess ADDRESS HTTPS-ADDRESS CERTIFICATE PROCESS-ID | fill DATABASE EVENTS");
        return 64;
}
