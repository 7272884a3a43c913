namespace Grpc.Core;

/// <summary>What the real durable client throws when its host refuses a call.</summary>
public class RpcException(Status status) : Exception(status.ToString(), status.DebugException)
{
    public Status Status { get; } = status;

    public StatusCode StatusCode => Status.StatusCode;
}
