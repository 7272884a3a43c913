using System.Net;
using System.Net.Sockets;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>A port for a program that is restarted and must keep its address, or that would pick one at random.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
