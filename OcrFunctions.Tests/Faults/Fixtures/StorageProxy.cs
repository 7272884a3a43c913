using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Tests.Faults.Fixtures;

/// <summary>
/// A proxy between clients and Azurite for blobs, queues and tables: counts every call and makes some fail. Requests are passed
/// on unchanged, with their path and Host, so that their signatures stay valid.
/// </summary>
internal sealed partial class StorageProxy : IAsyncDisposable
{
    private static readonly string[] OwnHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly HttpMessageInvoker _onward =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly List<WebApplication> _services = [];
    private readonly Func<HttpRequest, Fault> _faults;
    private int _calls, _emptyPolls;

    private StorageProxy(Func<HttpRequest, Fault> faults) => _faults = faults;

    /// <summary>Connection string of the same account through this proxy.</summary>
    public string Account { get; private set; } = "";

    /// <summary>Calls so far, failed ones included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Calls among them that asked a queue for messages and got none.</summary>
    public int EmptyPolls => Volatile.Read(ref _emptyPolls);

    /// <param name="account">Connection string of the account itself.</param>
    /// <param name="faults">The faults.</param>
    public static async Task<StorageProxy> StartAsync(string account, Func<HttpRequest, Fault> faults)
    {
        var proxy = new StorageProxy(faults) { Account = account };
        foreach (Match endpoint in Endpoint().Matches(account))
        {
            string origin = endpoint.Groups[1].Value;
            proxy.Account = proxy.Account.Replace(origin, await proxy.ServeAsync(new Uri(origin)), StringComparison.Ordinal);
        }

        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication service in _services)
            await service.DisposeAsync();
        _onward.Dispose();
    }

    [GeneratedRegex("Endpoint=(http://[^/;]+)")]
    private static partial Regex Endpoint();

    /// <returns>Scheme, host and port that replace the origin's.</returns>
    private async Task<string> ServeAsync(Uri origin)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        WebApplication service = builder.Build();
        service.Run(context => HandleAsync(context, origin));
        _services.Add(service);
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service.Urls.Single();
    }

    private async Task HandleAsync(HttpContext context, Uri origin)
    {
        Interlocked.Increment(ref _calls);
        Fault fault = _faults(context.Request);
        switch (fault.Kind)
        {
            case FaultKind.DropBefore:
                context.Abort();
                return;
            case FaultKind.Refuse:
                await AnswerAsync(context, fault.Status);
                return;
            case FaultKind.Delay:
                await Task.Delay(fault.Delay, context.RequestAborted);
                break;
            case FaultKind.Hold:
                await fault.Until!.WaitAsync(context.RequestAborted);
                break;
        }

        using HttpRequestMessage request = Copy(context.Request, origin);
        using HttpResponseMessage response =
            await _onward.SendAsync(request, fault.IsAfterwards ? CancellationToken.None : context.RequestAborted);
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal)
            && response.IsSuccessStatusCode
            && !(await response.Content.ReadAsStringAsync(context.RequestAborted)).Contains("<QueueMessage>", StringComparison.Ordinal))
            Interlocked.Increment(ref _emptyPolls);
        if (fault.Kind == FaultKind.DropAfter)
            context.Abort();
        else if (fault.Kind == FaultKind.FailAfter)
            await AnswerAsync(context, fault.Status);
        else
            await CopyAsync(response, context);
    }

    private static async Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = status == 429 ? "TooManyRequests" : "ServerBusy";
        await context.Response.CompleteAsync();
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri origin)
    {
        string target = from.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var to = new HttpRequestMessage(new HttpMethod(from.Method),
            new Uri(origin.GetLeftPart(UriPartial.Authority) + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Version = HttpVersion.Version11,
            Content = from.ContentLength is null && !from.Headers.ContainsKey("Transfer-Encoding") ? null : new StreamContent(from.Body),
        };
        foreach ((string name, var values) in from.Headers)
            if (!OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return to;
    }

    private static async Task CopyAsync(HttpResponseMessage from, HttpContext context)
    {
        HttpResponse to = context.Response;
        to.StatusCode = (int)from.StatusCode;
        foreach ((string name, IEnumerable<string> values) in from.Headers.Concat(from.Content.Headers))
            if (!OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                to.Headers[name] = values.ToArray();
        if (context.Request.Method != HttpMethods.Head && to.StatusCode is not (204 or 304))
            await from.Content.CopyToAsync(to.Body, context.RequestAborted);
    }
}
