using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Protocol;
using OcrFunctions.LocalHost.Worker;
using Yarp.ReverseProxy.Forwarder;

namespace OcrFunctions.LocalHost.Http;

/// <summary>
/// Forwards a request to the worker, which gets it twice: over HTTP, and as a call over the protocol that names the function. The header
/// <c>x-ms-invocation-id</c> joins the two:
/// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.Grpc/Server/DefaultHttpProxyService.cs
/// </summary>
internal sealed class WorkerForwarder(IHttpForwarder forwarder, FunctionInvoker invoker, CallTimeout timeout) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id", RetryAfterSeconds = "5";

    private readonly HttpMessageInvoker _client = new(new ConnectRetries(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    }));

    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = timeout.Limit ?? Timeout.InfiniteTimeSpan };

    /// <returns>False where the worker ended before the request reached it; it can be sent to another.</returns>
    public async Task<bool> TryForwardAsync(HttpContext context, FunctionDefinition function, WorkerChannel worker)
    {
        string id = Guid.NewGuid().ToString();
        // Empty where the worker reads the request itself; route values are what it cannot know.
        InvocationRequest call = invoker.Request(function, id, new TypedData { Http = new RpcHttp() }, context.Request.RouteValues);
        Task<object?> invocation = timeout.LimitAsync(stop => worker.InvokeAsync(call, stop), context.RequestAborted);
        ForwarderError error =
            await forwarder.SendAsync(context, worker.HttpUri!.ToString(), _client, _config, new Transformer(id, invocation));
        try
        {
            await invocation;
        }
        catch (WorkerProcessExitException) when (IsUnreachable(context.GetForwarderErrorFeature()?.Exception))
        {
            context.Response.Clear();
            return false;
        }
        catch (Exception e) when (e is RpcInvocationException or WorkerProcessExitException or OperationCanceledException
            or TimeoutException)
        {
            Fail(context,
                e is WorkerProcessExitException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
            return true;
        }

        if (error != ForwarderError.None && !context.RequestAborted.IsCancellationRequested)
            Fail(context, StatusCodes.Status500InternalServerError);
        return true;
    }

    public void Dispose() => _client.Dispose();

    private static bool IsUnreachable(Exception? error) =>
        error is HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } };

    /// <summary>Where the response has begun, aborting the connection is the only way left to inform the client.</summary>
    public static void Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    private sealed class Transformer(string invocationId, Task invocation) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest,
            string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            // The app sees the name that the client used.
            proxyRequest.Headers.Host = httpContext.Request.Host.Value;
            (string, string?)[] headers =
                [(InvocationIdHeader, invocationId), ("X-Forwarded-Host", httpContext.Request.Host.Value),
                    ("X-Forwarded-Proto", httpContext.Request.Scheme)];
            foreach ((string header, string? value) in headers)
            {
                proxyRequest.Headers.Remove(header);
                proxyRequest.Headers.TryAddWithoutValidation(header, value);
            }
        }

        public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse,
            CancellationToken cancellationToken)
        {
            // A function that throws leaves an empty 200, which only the call's own result distinguishes from a success. One that has begun
            // to write a body is not waited for: its client is already reading.
            if (proxyResponse is { StatusCode: HttpStatusCode.OK }
                && (proxyResponse.Content.Headers.ContentLength is 0 || HttpMethods.IsHead(httpContext.Request.Method)))
            {
                await invocation.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!invocation.IsCompletedSuccessfully)
                    return false;
            }

            return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        }
    }

    /// <summary>A worker that has just completed the handshake may not listen yet.</summary>
    private sealed class ConnectRetries(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const int MaxAttempts = 10;

        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException e) when (attempt < MaxAttempts && IsUnreachable(e))
                {
                    await Task.Delay(Pause, cancellationToken);
                }
            }
        }
    }
}
