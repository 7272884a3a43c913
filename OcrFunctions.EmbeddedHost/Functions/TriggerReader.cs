using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Triggers.Blobs;
using OcrFunctions.EmbeddedHost.Triggers.Queues;
using OcrFunctions.EmbeddedHost.Triggers.Timers;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Reads a trigger's attribute: settings filled in, types checked, and a binder for its parameter.</summary>
internal sealed class TriggerReader(AppSettings settings, HostSettings host, bool usesWebApplication)
{
    /// <exception cref="InvalidOperationException">The trigger cannot work; the message names function and parameter.</exception>
    public Trigger Read(string function, MethodInfo method, ParameterInfo parameter, out ParameterBinder binder)
    {
        string what = $"Function '{function}', parameter '{parameter.Name}'";
        binder = call => new(call.TriggerValue);
        switch (parameter.GetCustomAttribute<TriggerBindingAttribute>())
        {
            case HttpTriggerAttribute http:
                Expect(what, parameter, "HTTP", typeof(HttpRequest));
                return Http(what, function, method, http);
            case BlobTriggerAttribute blob:
                Expect(what, parameter, "blob", typeof(BlobClient), typeof(string));
                if (blob.Source != BlobTriggerSource.LogsAndContainerScan)
                    throw new InvalidOperationException($"{what}: blob events ({blob.Source}) do not reach this host. Switch the function off by AzureWebJobs.{function}.Disabled and let one that scans do its work.");
                if (parameter.ParameterType == typeof(string))
                    binder = BlobBindingData.ReadTextAsync;
                BlobPath path = BlobPath.Parse(settings.Expand(blob.BlobPath, what), what);
                return new BlobTrigger(settings.ConnectionString(blob.Connection, what), path);
            case QueueTriggerAttribute queue:
                binder = QueueBindingData.Binder(parameter.ParameterType);
                return new QueueTrigger(
                    settings.ConnectionString(queue.Connection, what), settings.Expand(queue.QueueName, what).ToLowerInvariant(), QueueBindingData.NamesFor(parameter.ParameterType));
            case TimerTriggerAttribute timer:
                Expect(what, parameter, "timer", typeof(TimerInfo));
                return new TimerTrigger(Schedule.Parse(settings.Expand(timer.Schedule, what), what), timer.RunOnStartup, timer.UseMonitor);
            case OrchestrationTriggerAttribute orchestration:
                Expect(what, parameter, "orchestration", typeof(TaskOrchestrationContext));
                Unnamed(what, orchestration.Orchestration);
                // Every replay would make an instance, and a replay that stops half-way never lets go of it.
                return method.IsStatic ? new OrchestrationTrigger() : throw new InvalidOperationException($"{what}: orchestrators are static methods here.");
            case ActivityTriggerAttribute activity:
                Unnamed(what, activity.Activity);
                binder = DurablePayload.Binder(parameter.ParameterType);
                return new ActivityTrigger();
            case var other:
                throw new InvalidOperationException($"{what}: this host does not know [{other!.GetType().Name}].");
        }
    }

    private HttpTrigger Http(string what, string function, MethodInfo method, HttpTriggerAttribute http)
    {
        if (!usesWebApplication)
            throw new InvalidOperationException($"{what}: HTTP functions need builder.ConfigureFunctionsWebApplication() in the app's entry point.");
        Type? result = MethodResult.TypeOf(method);
        if (result is not null && !typeof(IActionResult).IsAssignableFrom(result))
            throw new InvalidOperationException($"{what}: the function returns {result}; HTTP functions here return an {nameof(IActionResult)}.");
        string route = settings.Expand(http.Route ?? function, what).Trim('/');
        try
        {
            return new HttpTrigger(
                RoutePatternFactory.Parse(host.RoutePrefix == "" ? route : $"{host.RoutePrefix}/{route}"), [.. (http.Methods ?? []).Select(m => m.ToUpperInvariant())]);
        }
        catch (RoutePatternException e)
        {
            throw new InvalidOperationException($"{what}: the route '{route}' is not valid. {e.Message}", e);
        }
    }

    private static void Expect(string what, ParameterInfo parameter, string trigger, params Type[] types)
    {
        if (!types.Contains(parameter.ParameterType))
            throw new InvalidOperationException($"{what}: a parameter with a {trigger} trigger is a {string.Join(" or ", types.Select(t => t.Name))} here, not a {parameter.ParameterType}.");
    }

    private static void Unnamed(string what, string? name)
    {
        if (name is not null)
            throw new InvalidOperationException($"{what}: name the function with [Function]; this host does not call it by the name '{name}' of its trigger.");
    }
}
