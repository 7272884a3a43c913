using System.Reflection;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>What a function's method gives back, whether it waits or not.</summary>
internal static class MethodResult
{
    /// <summary>Type of the value; null for none.</summary>
    public static Type? TypeOf(MethodInfo method)
    {
        Type type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
            return null;
        return type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }

    /// <summary>
    /// Waits for the method. The context of the caller is kept on purpose: an orchestrator's replay lives on one thread.
    /// </summary>
    public static async Task<object?> WaitAsync(MethodInfo method, object? returned)
    {
        if (returned is null)
            return null;
        Type type = method.ReturnType;
        if (type == typeof(ValueTask))
        {
            await (ValueTask)returned;
            return null;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            returned = type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(returned, null)!;
        if (returned is not Task task)
            return returned;
        await task;
        return TypeOf(method) is null ? null : task.GetType().GetProperty(nameof(Task<int>.Result))!.GetValue(task);
    }
}
