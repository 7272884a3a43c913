using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>Passes what the WebJobs SDK triggers to the worker.</summary>
internal sealed class JobFunctionCalls(IEnumerable<FunctionDefinition> functions, FunctionInvoker invoker)
{
    private readonly Dictionary<string, FunctionDefinition> _functions = functions.ToDictionary(function => function.Name);

    public async Task<object?> HandleAsync(string name, object? trigger, Binder binder, CancellationToken cancellationToken)
    {
        if (name == JobFunctionType.DurableClientProbe)
        {
            invoker.DurableClient = (string?)trigger;
            return null;
        }

        return await invoker.InvokeAsync(_functions[name], trigger, Metadata(trigger, binder), cancellationToken);
    }

    /// <summary>
    /// The binding data, without the SDK's own helper object, and with the fields of a JSON message, as the real host adds them.
    /// </summary>
    private static Dictionary<string, object?> Metadata(object? trigger, Binder binder)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, object value) in binder.BindingData)
            if (key != "sys")
                data[key] = value;
        if (trigger is string text && text.StartsWith('{') && TryParse(text) is { } json)
            foreach (JProperty property in json.Properties().Where(property => property.Value is JValue))
                data.TryAdd(property.Name, ((JValue)property.Value).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return data;
    }

    private static JObject? TryParse(string text)
    {
        try
        {
            return JObject.Parse(text);
        }
        catch (JsonReaderException)
        {
            // Text that only begins like JSON.
            return null;
        }
    }
}
