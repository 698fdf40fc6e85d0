using System.Net;
using System.Net.Sockets;

namespace Storefront.Tests.FraudServer;

internal static class FreePort
{
    /// <summary>Below those the system gives to outgoing calls: a port must still be free when what was killed starts again on it.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // somebody's; the next
            }
        }
    }
}
