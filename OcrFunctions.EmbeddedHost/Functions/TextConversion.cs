using System.ComponentModel;
using System.Reflection;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Converts the text of binding data (route values, names in paths) to the type of a parameter.</summary>
internal static class TextConversion
{
    /// <summary>Text itself, enumerations, and whatever .NET converts from text without knowing a culture.</summary>
    public static bool Supports(Type type) => type == typeof(string) || (type != typeof(object) && TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)));

    /// <exception cref="FormatException">The value is none of that type.</exception>
    public static object? Convert(object value, ParameterInfo parameter)
    {
        if (parameter.ParameterType.IsInstanceOfType(value))
            return value;
        try
        {
            return TypeDescriptor.GetConverter(parameter.ParameterType).ConvertFromInvariantString(value.ToString()!);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"Parameter '{parameter.Name}' is of type {parameter.ParameterType.Name}, and '{value}' is none.", e);
        }
    }
}
