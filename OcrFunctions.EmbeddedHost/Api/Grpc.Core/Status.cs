namespace Grpc.Core;

/// <summary>A status code and its detail.</summary>
public readonly struct Status(StatusCode statusCode, string detail)
{
    public StatusCode StatusCode { get; } = statusCode;

    public string Detail { get; } = detail;

    public override string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";
}
