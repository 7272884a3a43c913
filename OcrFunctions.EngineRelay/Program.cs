using System.Net.Sockets;

if (args is not [var path])
{
    Console.Error.WriteLine("Usage: OcrFunctions.EngineRelay <socket>");
    return 2;
}

using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
socket.Connect(new UnixDomainSocketEndPoint(path));
using var connection = new NetworkStream(socket);
using Stream input = Console.OpenStandardInput(), output = Console.OpenStandardOutput();
new Thread(SendRequests) { IsBackground = true }.Start();

// The test closes the connection to make the engine crash.
connection.CopyTo(output);
return 1;

// The pipeline closes the input when it no longer needs its engine, and when it has ended itself.
void SendRequests()
{
    input.CopyTo(connection);
    Environment.Exit(0);
}
