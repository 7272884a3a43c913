using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Answers for a scripted engine on a Unix socket, to an app in another process; each connection is one engine process of that app.
/// </summary>
internal sealed class ScriptedEngineServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _accepting;
    private Exception? _failure;

    public ScriptedEngineServer(ScriptedEngine engine)
    {
        Engine = engine;
        _listener.Bind(new UnixDomainSocketEndPoint(Address));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>The current script: running engine processes follow it from their next request on.</summary>
    public ScriptedEngine Engine { get; set; }

    /// <summary>Whether a script threw an exception that no engine throws.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Settings by which an app uses this engine.</summary>
    public Dictionary<string, string?> Settings => EngineRelay.Settings(Address);

    private string Address => Path.Combine(_folder, "socket");

    /// <summary>Throws what the script threw, unless it was an engine's exception; the app saw a crash of the engine.</summary>
    public void ThrowFailure()
    {
        if (Volatile.Read(ref _failure) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var process = new ScriptedEngineProcess(() => Engine, stream);
            await process.RunAsync();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
    }
}
