using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// A proxy that connects <c>ACCOUNT.blob.core.windows.net:443</c>, and the same of queues and tables, to an Azurite. Programs use it by
/// <c>HTTPS_PROXY</c>, and need no other address than an account's name.
/// </summary>
internal sealed class StorageTunnel : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly AzuriteProcess _azurite;
    private readonly Task _accepting;

    public StorageTunnel(AzuriteProcess azurite)
    {
        _azurite = azurite;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Environment of a program that uses it.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["HTTPS_PROXY"] = $"http://{_listener.LocalEndpoint}",
        ["https_proxy"] = $"http://{_listener.LocalEndpoint}",
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = TunnelAsync(client);
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                NetworkStream near = client.GetStream();
                if (Service(await RequestAsync(near)) is not { } service)
                {
                    await near.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    return;
                }

                await server.ConnectAsync(service.Host, service.Port);
                NetworkStream far = server.GetStream();
                await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One side has closed the connection, which its other side sees.
            }
        }
    }

    /// <summary>The request line; its headers are read and dropped.</summary>
    private static async Task<string> RequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        byte[] one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
            request.Append((char)one[0]);
        return request.ToString().Split('\r')[0];
    }

    /// <param name="request">Such as <c>CONNECT test.blob.core.windows.net:443 HTTP/1.1</c>.</param>
    private Uri? Service(string request) => request.Split(' ') is ["CONNECT", var target, _] ? target.Split('.', 2)[^1] switch
    {
        "blob.core.windows.net:443" => _azurite.Blob,
        "queue.core.windows.net:443" => _azurite.Queue,
        "table.core.windows.net:443" => _azurite.Table,
        _ => null,
    }
    : null;
}
