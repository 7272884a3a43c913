namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Stands only in signatures: functions here take ASP.NET Core's <c>HttpRequest</c>.</summary>
public abstract class HttpRequestData
{
    public HttpRequestData(FunctionContext functionContext) => FunctionContext = functionContext;

    public abstract Uri Url { get; }

    public FunctionContext FunctionContext { get; }
}
