using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>The app's middleware around the call of a function's method.</summary>
internal sealed class FunctionPipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    private readonly FunctionExecutionDelegate _run = middleware.Reverse().Aggregate<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>, FunctionExecutionDelegate>(
        context => CallAsync((FunctionCall)context), (next, outer) => outer(next));

    public Task RunAsync(FunctionCall call) => _run(call);

    /// <summary>Calls the method; its own exception comes out unwrapped.</summary>
    public static async Task CallAsync(FunctionCall call)
    {
        object?[] arguments = new object?[call.Function.Parameters.Count];
        for (int n = 0; n < arguments.Length; n++)
            arguments[n] = await call.Function.Parameters[n](call);
        MethodInfo method = call.Function.Method;
        object? instance = method.IsStatic ? null : Factories.GetOrAdd(method.DeclaringType!, type => ActivatorUtilities.CreateFactory(type, []))(call.InstanceServices, null);
        try
        {
            object? returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            call.Result = await MethodResult.WaitAsync(method, returned);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }
}
