using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>
/// Calls functions: each call in a service scope of its own, inside the app's middleware, no longer than host.json allows, its
/// failure logged once.
/// </summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, FunctionPipeline pipeline, HostSettings host, TimeProvider time, ILogger<FunctionInvoker> logger)
{
    /// <summary>After a time-out, the real host gives a function so long to heed its token before it restarts the worker.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Calls a function and hands the call on before its scope ends.</summary>
    /// <param name="finish">What the trigger does with the result; a failure of it is the function's failure.</param>
    /// <exception cref="FunctionTimeoutException">It took too long. Its token is cancelled; should it run on all the same, nobody waits for it.</exception>
    /// <exception cref="Exception">What the function threw, already logged.</exception>
    public async Task InvokeAsync(FunctionDescriptor function, FunctionInput input, CancellationToken cancellationToken, Func<FunctionCall, Task>? finish = null)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = new FunctionCall(function, input.Value, input.Data, scope.ServiceProvider, cancel.Token);
        using IDisposable? marked = logger.BeginScope(new CallScope(function.Name, call.InvocationId));
        Task work = Task.CompletedTask;
        try
        {
            input.Prepare?.Invoke(call);
            logger.Executing(function.Name, call.InvocationId);
            // Away from this thread: a function that blocks would keep us from looking at the clock.
            work = host.FunctionTimeout is null ? pipeline.RunAsync(call) : Task.Run(() => pipeline.RunAsync(call), CancellationToken.None);
            if (host.FunctionTimeout is { } limit && !await EndsWithinAsync(work, limit))
                await GiveUpAsync(call, work, cancel, limit);
            await work;
            if (finish is not null)
                await finish(call);
        }
        catch (Exception e)
        {
            logger.Failed(e, function.Name, call.InvocationId);
            throw;
        }
        finally
        {
            // What it was given is taken away when it has really ended, which after a time-out may be later.
            if (work.IsCompleted)
                await EndAsync(scope, cancel);
            else
                _ = work.ContinueWith(_ => EndAsync(scope, cancel), TaskScheduler.Default);
        }

        logger.Executed(function.Name, call.InvocationId);
    }

    private static async Task EndAsync(AsyncServiceScope scope, CancellationTokenSource cancel)
    {
        cancel.Dispose();
        await scope.DisposeAsync();
    }

    private async Task<bool> EndsWithinAsync(Task work, TimeSpan limit)
    {
        using var ended = new CancellationTokenSource();
        Task late = Task.Delay(limit, time, ended.Token);
        bool inTime = await Task.WhenAny(work, late) == work;
        await ended.CancelAsync();
        return inTime;
    }

    /// <summary>Says so first and cancels then, or what the function says about its cancellation would stand before the reason.</summary>
    private async Task GiveUpAsync(FunctionCall call, Task work, CancellationTokenSource cancel, TimeSpan limit)
    {
        logger.TimedOut(limit, call.Function.Name, call.InvocationId);
        await cancel.CancelAsync();
        _ = WatchAsync(call, work);
        throw new FunctionTimeoutException($"Functions.{call.Function.Name}", limit);
    }

    /// <summary>The real host would take the whole worker away from a function that does not stop, with all else that runs there; here it runs on.</summary>
    private async Task WatchAsync(FunctionCall call, Task work)
    {
        if (!await EndsWithinAsync(work, Grace))
            logger.RunsOn(call.Function.Name, call.InvocationId);
        _ = work.ContinueWith(w => w.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
