using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.EmbeddedHost.Hosting;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Gives a parameter its value for one call.</summary>
internal delegate ValueTask<object?> ParameterBinder(FunctionCall call);

/// <summary>Binders of the parameters that are not the trigger's.</summary>
internal static class ParameterBinders
{
    public static ParameterBinder Context { get; } = call => new(call);

    public static ParameterBinder CancellationToken { get; } = call => new(call.CancellationToken);

    public static ParameterBinder DurableClient { get; } =
        call => new(call.InstanceServices.GetRequiredService<DurableModule>().Client);

    /// <summary>Binding data of the parameter's name, converted to its type.</summary>
    /// <exception cref="FormatException">Thrown by the binder: the text is none of that type, or there is none and the type wants one.</exception>
    public static ParameterBinder Data(ParameterInfo parameter)
    {
        bool nullable = !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;
        return call =>
        {
            if (call.BindingContext.BindingData.TryGetValue(parameter.Name!, out object? value) && value is not null)
                return new(TextConversion.Convert(value, parameter));
            if (parameter.HasDefaultValue)
                return new(parameter.DefaultValue);
            return nullable ? new((object?)null) : throw new FormatException($"Parameter '{parameter.Name}' has no value.");
        };
    }
}
