using Grpc.Core;
using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>The service that workers connect to.</summary>
internal sealed class FunctionRpcService(WorkerSupervisor workers) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.StartStream is not { } start)
            throw new Grpc.Core.RpcException(new Status(StatusCode.InvalidArgument, "The stream must begin with StartStream."));
        WorkerChannel channel =
            workers.Find(start.WorkerId)
                ?? throw new Grpc.Core.RpcException(
                    new Status(StatusCode.NotFound, $"Worker '{start.WorkerId}' was not started by this host."));
        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}
