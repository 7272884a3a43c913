using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OcrFunctions.Pipeline.Configuration;

/// <summary>Reads the settings; one that cannot be converted is named in a sentence, which the binder's own exception is not.</summary>
internal static class OcrOptionsBinding
{
    /// <exception cref="OptionsValidationException">A setting is not of its type.</exception>
    public static void Bind(IConfiguration section, OcrOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException) when (Array.Find(typeof(OcrOptions).GetProperties(), p => !IsValid(section, p)) is { } wrong)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(OcrOptions),
                [$"{OcrOptions.Section}__{wrong.Name} is '{section[wrong.Name]}' and must be {Description(wrong.PropertyType)}."]);
        }
    }

    private static bool IsValid(IConfiguration section, PropertyInfo property)
    {
        try
        {
            return section[property.Name] is null || section.GetValue(property.PropertyType, property.Name) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Description(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ => "a number",
    };
}
