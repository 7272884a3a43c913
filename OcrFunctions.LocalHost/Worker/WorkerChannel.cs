using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>
/// The protocol session with one worker, as on the real host:
/// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.Grpc/Channel/GrpcWorkerChannel.cs
/// </summary>
/// <param name="workerId">Identifies the worker's stream.</param>
/// <param name="loggers">Makes the loggers of its categories.</param>
internal sealed class WorkerChannel(string workerId, ILoggerFactory loggers)
{
    private const string HttpUriCapability = "HttpUri";

    private readonly Channel<StreamingMessage> _outgoing =
        Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Exception? _closed;

    public string WorkerId => workerId;

    /// <summary>Where the worker takes HTTP requests; null where the app has no ASP.NET Core integration.</summary>
    public Uri? HttpUri { get; private set; }

    /// <summary>Reads and writes until the stream ends.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing,
        CancellationToken cancellationToken)
    {
        _connected.TrySetResult();
        Task writing = WriteAsync(outgoing, cancellationToken);
        try
        {
            while (await incoming.MoveNext(cancellationToken))
                Receive(incoming.Current);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The worker has ended, which its process reports best.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await writing;
        }
    }

    /// <summary>Waits for the worker's connection, and asks it for its functions.</summary>
    /// <exception cref="InvalidOperationException">The worker could not be initialized.</exception>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> InitializeAsync(string appFolder, CancellationToken cancellationToken)
    {
        await _connected.Task.WaitAsync(cancellationToken);
        var init = new WorkerInitRequest { HostVersion = "4.0.0", WorkerDirectory = appFolder, FunctionAppDirectory = appFolder };
        WorkerInitResponse initialized =
            (await RequestAsync(new StreamingMessage { WorkerInitRequest = init }, nameof(WorkerInitResponse),
                cancellationToken)).WorkerInitResponse;
        ThrowUnlessSuccess(initialized.Result, "The worker could not be initialized");
        HttpUri = initialized.Capabilities.TryGetValue(HttpUriCapability, out string? uri) ? new Uri(uri) : null;

        var request = new FunctionsMetadataRequest { FunctionAppDirectory = appFolder };
        FunctionMetadataResponse functions =
            (await RequestAsync(new StreamingMessage { FunctionsMetadataRequest = request }, nameof(FunctionMetadataResponse),
                cancellationToken)).FunctionMetadataResponse;
        ThrowUnlessSuccess(functions.Result, "The worker could not list its functions");
        return functions.FunctionMetadataResults;
    }

    /// <exception cref="InvalidOperationException">The worker cannot load a function.</exception>
    public Task LoadAsync(IEnumerable<FunctionDefinition> functions, CancellationToken cancellationToken) =>
        Task.WhenAll(functions.Select(async function =>
    {
        StreamingMessage loaded =
            await RequestAsync(new StreamingMessage { FunctionLoadRequest = function.LoadRequest() }, function.Id, cancellationToken);
        ThrowUnlessSuccess(loaded.FunctionLoadResponse.Result, $"Function '{function.Name}' could not be loaded");
    }));

    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Tells the worker to cancel the call; its response is awaited all the same.</param>
    /// <exception cref="RpcInvocationException">The function failed.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended.</exception>
    public async Task<object?> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        Task<StreamingMessage> call = SendRequest(new StreamingMessage { InvocationRequest = request }, request.InvocationId);
        using CancellationTokenRegistration cancel = cancellationToken.Register(() =>
            Send(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = request.InvocationId } }));
        InvocationResponse response = (await call).InvocationResponse;
        return response.Result.Status switch
        {
            StatusResult.Types.Status.Success => response.ReturnValue.ToObject(),
            // A call that was not canceled, and ended with an exception of that kind, has failed.
            StatusResult.Types.Status.Cancelled when cancellationToken.IsCancellationRequested =>
                throw new OperationCanceledException(cancellationToken),
            _ => throw new RpcInvocationException(response.Result),
        };
    }

    /// <summary>Asks the worker to shut down gracefully.</summary>
    public void Terminate(TimeSpan grace) =>
        Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(grace) } });

    /// <summary>Fails every pending call, and every later one.</summary>
    public void Close(Exception reason)
    {
        lock (_gate)
            _closed = reason;
        _outgoing.Writer.TryComplete();
        _connected.TrySetException(reason);
        foreach (string key in _pending.Keys)
            if (_pending.TryRemove(key, out var request))
                request.TrySetException(reason);
        // Where nothing waited for the connection.
        _ = _connected.Task.Exception;
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await outgoing.WriteAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The stream has ended; pending messages fail with the process.
        }
    }

    private void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private Task<StreamingMessage> RequestAsync(StreamingMessage message, string key, CancellationToken cancellationToken) =>
        SendRequest(message, key).WaitAsync(cancellationToken);

    /// <param name="message">The request.</param>
    /// <param name="key">What its response is recognized by; no two requests in flight have the same.</param>
    private Task<StreamingMessage> SendRequest(StreamingMessage message, string key)
    {
        var response = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed is not null)
                throw _closed;
            _pending[key] = response;
        }

        message.RequestId = Guid.NewGuid().ToString();
        Send(message);
        return response.Task;
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                Complete(message.InvocationResponse.InvocationId, message);
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                Complete(message.FunctionLoadResponse.FunctionId, message);
                break;
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                Complete(nameof(WorkerInitResponse), message);
                break;
            case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                Complete(nameof(FunctionMetadataResponse), message);
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Log(message.RpcLog);
                break;
        }
    }

    private void Complete(string key, StreamingMessage message)
    {
        if (_pending.TryRemove(key, out var request))
            request.TrySetResult(message);
    }

    private void Log(RpcLog entry)
    {
        if (entry.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric)
            return;
        ILogger logger = loggers.CreateLogger(entry.Category);
        // The protocol's levels are those of Microsoft.Extensions.Logging.
        logger.Log((LogLevel)entry.Level, default, entry, null,
            static (log, _) => log.Exception is { Message.Length: > 0 } failure ? $"{log.Message} {failure.Message}" : log.Message);
    }

    private static void ThrowUnlessSuccess(StatusResult? result, string what)
    {
        if (result is not null && result.Status != StatusResult.Types.Status.Success)
            throw new InvalidOperationException($"{what}: {result.Exception?.Message}");
    }
}
