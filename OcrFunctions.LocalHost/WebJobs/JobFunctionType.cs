using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using Binder = Microsoft.Azure.WebJobs.Binder;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>
/// A type with a static method for each function that the WebJobs SDK triggers, since the SDK finds its functions by reflection. Each
/// method passes its arguments on to one delegate. Names are the real host's: the SDK stores receipts of blobs under
/// <c>Host.Functions.NAME</c>.
/// </summary>
internal sealed class JobFunctionType : ITypeLocator
{
    /// <summary>Has a durable client as its argument; called once, to get the value of <c>[DurableClient]</c> parameters.</summary>
    public const string DurableClientProbe = "DurableClientProbe";

    private const string TypeName = "Host.Functions", HandlerField = "Handler";
    private const MethodAttributes PublicStatic = MethodAttributes.Public | MethodAttributes.Static;

    private readonly Type _type;

    /// <param name="functions">Functions with a trigger that the SDK has.</param>
    /// <param name="settings">Replaces <c>%setting%</c>.</param>
    /// <param name="handler">Called with function name, trigger value, binding data and cancellation.</param>
    public JobFunctionType(IEnumerable<FunctionDefinition> functions, HostSettings settings, JobFunctionHandler handler)
    {
        TypeBuilder type =
            AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Host"), AssemblyBuilderAccess.Run).DefineDynamicModule("Host")
            .DefineType(TypeName, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        FieldBuilder field = type.DefineField(HandlerField, typeof(JobFunctionHandler), FieldAttributes.Public | FieldAttributes.Static);
        foreach (FunctionDefinition function in functions)
            DefineFunction(type, field, function, settings);
        DefineProbe(type, field);
        _type = type.CreateType();
        _type.GetField(HandlerField)!.SetValue(null, handler);
    }

    public IReadOnlyList<Type> GetTypes() => [_type];

    private static void DefineFunction(TypeBuilder type, FieldInfo field, FunctionDefinition function, HostSettings settings)
    {
        (CustomAttributeBuilder attribute, bool returns) = TriggerAttribute(function, settings);
        Type parameter = function.Trigger.IsDeferred ? typeof(ParameterBindingData) : typeof(string);
        MethodBuilder method =
            DefineMethod(type, field, function.Name, returns ? typeof(Task<object>) : typeof(Task), parameter, function.Trigger.Name,
                attribute);
        // The Durable extension takes the value of an activity or an orchestrator from a return value with the trigger's attribute.
        if (returns)
            method.DefineParameter(0, ParameterAttributes.Retval, null).SetCustomAttribute(attribute);
    }

    private static void DefineProbe(TypeBuilder type, FieldInfo field) =>
        DefineMethod(type, field, DurableClientProbe, typeof(Task), typeof(string), "client", Attribute<DurableClientAttribute>([]))
            .SetCustomAttribute(Attribute<NoAutomaticTriggerAttribute>([]));

    private static MethodBuilder DefineMethod(
        TypeBuilder type, FieldInfo field, string name, Type result, Type parameter, string parameterName, CustomAttributeBuilder attribute)
    {
        MethodBuilder method = type.DefineMethod(name, PublicStatic, result, [parameter, typeof(Binder), typeof(CancellationToken)]);
        method.DefineParameter(1, ParameterAttributes.None, parameterName).SetCustomAttribute(attribute);
        method.DefineParameter(2, ParameterAttributes.None, "_binder");
        method.DefineParameter(3, ParameterAttributes.None, "_cancellationToken");
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, field);
        code.Emit(OpCodes.Ldstr, name);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Callvirt, typeof(JobFunctionHandler).GetMethod(nameof(Action.Invoke))!);
        code.Emit(OpCodes.Ret);
        return method;
    }

    private static (CustomAttributeBuilder Attribute, bool Returns) TriggerAttribute(FunctionDefinition function, HostSettings settings)
    {
        FunctionBinding trigger = function.Trigger;
        return trigger.Type switch
        {
            BindingTypes.BlobTrigger =>
                (WithConnection<BlobTriggerAttribute>(settings.Expand(trigger.Text("path")!, function.Name), trigger, BlobSource(trigger)),
                    false),
            BindingTypes.QueueTrigger =>
                (WithConnection<QueueTriggerAttribute>(settings.Expand(trigger.Text("queueName")!, function.Name), trigger), false),
            BindingTypes.OrchestrationTrigger =>
                (Named<OrchestrationTriggerAttribute>(nameof(OrchestrationTriggerAttribute.Orchestration),
                    trigger.Text("orchestration") ?? function.Name), true),
            BindingTypes.ActivityTrigger =>
                (Named<ActivityTriggerAttribute>(nameof(ActivityTriggerAttribute.Activity), trigger.Text("activity") ?? function.Name),
                    true),
            _ => throw new InvalidOperationException($"Function '{function.Name}': the WebJobs SDK does not run '{trigger.Type}' here."),
        };
    }

    private static CustomAttributeBuilder Attribute<T>(object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(a => a.GetType())])!, arguments);

    private static CustomAttributeBuilder Named<T>(string property, string value) =>
        new(typeof(T).GetConstructor([])!, [], [typeof(T).GetProperty(property)!], [value]);

    private static CustomAttributeBuilder WithConnection<T>(
        string path, FunctionBinding trigger, params IEnumerable<(string Property, object? Value)> more)
    {
        (string Property, object? Value)[] given =
            [.. more.Append(("Connection", trigger.Text("connection"))).Where(property => property.Value is not null)];
        return new CustomAttributeBuilder(typeof(T).GetConstructor([typeof(string)])!, [path],
            [.. given.Select(property => typeof(T).GetProperty(property.Property)!)], [.. given.Select(property => property.Value)]);
    }

    /// <summary>Whether the container is polled, which is the default, or Event Grid sends events to the extension's webhook.</summary>
    private static (string Property, object? Value) BlobSource(FunctionBinding trigger) =>
        (nameof(BlobTriggerAttribute.Source),
            Enum.TryParse(trigger.Text("source"), ignoreCase: true, out BlobTriggerSource source) ? source : null);
}

/// <summary>Receives the calls of all methods of a <see cref="JobFunctionType"/>.</summary>
/// <param name="function">Name of the function.</param>
/// <param name="trigger">Value of its trigger.</param>
/// <param name="binder">Has the trigger's binding data.</param>
/// <param name="cancellationToken">Canceled when the host stops or the call takes too long.</param>
public delegate Task<object?> JobFunctionHandler(string function, object? trigger, Binder binder, CancellationToken cancellationToken);
