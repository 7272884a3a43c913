using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Configuration;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Finds the functions of an assembly and checks them, so that what cannot work stops the start and not the first call.</summary>
internal sealed class FunctionDiscovery(TriggerReader triggers, AppSettings settings)
{
    /// <returns>Functions that are switched on.</returns>
    /// <exception cref="InvalidOperationException">One sentence for each function that cannot work.</exception>
    public IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var found = new List<FunctionDescriptor>();
        var names = new Dictionary<string, MethodInfo>(StringComparer.OrdinalIgnoreCase);
        var errors = new List<string>();
        foreach (MethodInfo method in types.SelectMany(Methods))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function)
                continue;
            if (!names.TryAdd(function.Name, method))
            {
                errors.Add($"Function '{function.Name}' exists twice: {Where(names[function.Name])} and {Where(method)}. Names are unique whatever their case.");
                continue;
            }

            if (settings.IsDisabled(function.Name))
                continue;
            try
            {
                found.Add(Describe(function.Name, method));
            }
            catch (InvalidOperationException e)
            {
                errors.Add(e.Message);
            }
        }

        return errors.Count == 0 ? found : throw new InvalidOperationException(string.Join(Environment.NewLine, errors));
    }

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private FunctionDescriptor Describe(string name, MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        ParameterInfo[] triggered = [.. parameters.Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null)];
        if (triggered.Length != 1)
            throw new InvalidOperationException($"Function '{name}' ({Where(method)}) has {triggered.Length} parameters with a trigger; it needs one.");
        if (method.ContainsGenericParameters || (method.DeclaringType!.IsAbstract && !method.IsStatic))
            throw new InvalidOperationException($"Function '{name}' ({Where(method)}) is generic or its class is abstract, so it cannot be called.");
        Trigger trigger = triggers.Read(name, method, triggered[0], out ParameterBinder triggerBinder);
        return new FunctionDescriptor(name, method, trigger, [.. parameters.Select(p => p == triggered[0] ? triggerBinder : Binder(name, p, trigger))]);
    }

    private static ParameterBinder Binder(string function, ParameterInfo parameter, Trigger trigger)
    {
        string what = $"Function '{function}', parameter '{parameter.Name}'";
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } attribute)
            return Attributed(what, parameter, attribute);
        if (parameter.ParameterType == typeof(FunctionContext))
            return ParameterBinders.Context;
        if (parameter.ParameterType == typeof(CancellationToken))
            return ParameterBinders.CancellationToken;
        if (!trigger.Names.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{what}: nothing gives it a value. "
                + (trigger.Names.Count == 0 ? "The trigger has no names to bind." : $"The trigger has {string.Join(", ", trigger.Names)}."));
        return TextConversion.Supports(parameter.ParameterType)
            ? ParameterBinders.Data(parameter)
            : throw new InvalidOperationException($"{what}: text cannot be converted to {parameter.ParameterType}.");
    }

    private static ParameterBinder Attributed(string what, ParameterInfo parameter, BindingAttribute attribute)
    {
        if (attribute is not DurableClientAttribute client)
            throw new InvalidOperationException($"{what}: this host does not know [{attribute.GetType().Name}].");
        if (parameter.ParameterType != typeof(DurableTaskClient))
            throw new InvalidOperationException($"{what}: [DurableClient] gives a {nameof(DurableTaskClient)}, not a {parameter.ParameterType}.");
        return client is { TaskHub: null, ConnectionName: null }
            ? ParameterBinders.DurableClient
            : throw new InvalidOperationException($"{what}: this host has one task hub, so [DurableClient] may name neither a hub nor a connection.");
    }

    private static string Where(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
