using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Calls functions: each call in a service scope of its own, inside the app's middleware, its failure logged once.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, FunctionPipeline pipeline, ILogger<FunctionInvoker> logger)
{
    /// <summary>Calls a function and hands the call on before its scope ends.</summary>
    /// <param name="finish">What the trigger does with the result; a failure of it is the function's failure.</param>
    /// <exception cref="Exception">What the function threw, already logged.</exception>
    public async Task InvokeAsync(FunctionDescriptor function, FunctionInput input, CancellationToken cancellationToken, Func<FunctionCall, Task>? finish = null)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var call = new FunctionCall(function, input.Value, input.Data, scope.ServiceProvider, cancellationToken);
        using IDisposable? marked = logger.BeginScope(new CallScope(function.Name, call.InvocationId));
        input.Prepare?.Invoke(call);
        logger.Executing(function.Name, call.InvocationId);
        try
        {
            await pipeline.RunAsync(call);
            if (finish is not null)
                await finish(call);
        }
        catch (Exception e)
        {
            logger.Failed(e, function.Name, call.InvocationId);
            throw;
        }

        logger.Executed(function.Name, call.InvocationId);
    }
}
