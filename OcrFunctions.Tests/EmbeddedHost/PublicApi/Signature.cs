using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace OcrFunctions.Tests.EmbeddedHost.PublicApi;

/// <summary>Writes a type or a member as one line, in the grammar at the top of <c>functions-api.txt</c>.</summary>
internal static class Signature
{
    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static string Of(Type type)
    {
        string bases = string.Join(", ", Bases(type).Select(TypeName.Of));
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        return TypeName.Of(type) + $"  [public {Kind(type)}]" + (bases == "" ? "" : " : " + bases)
            + (usage is null ? "" : $"  [AttributeUsage {(int)usage.ValidOn}]") + Obsolete(type);
    }

    public static string Of(ConstructorInfo constructor) =>
        $"{TypeName.Of(constructor.DeclaringType!)}..ctor({Parameters(constructor)})  [{Access(constructor)}]" + Obsolete(constructor);

    public static string Of(MethodInfo method) =>
        $"{TypeName.Of(method.DeclaringType!)}.{method.Name}{TypeParameters(method)}({Parameters(method)}) : {TypeName.Of(method.ReturnParameter)}  [{Access(method)}{Modifiers(method)}]"
        + Obsolete(method);

    public static string Of(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
        MethodInfo widest = accessors.FirstOrDefault(a => a.IsPublic) ?? accessors[0];
        string list = string.Join(" ", accessors.OrderBy(a => a.ReturnType == typeof(void)).Select(a => (a.IsPublic ? "" : "protected ") + AccessorName(a) + ";"));
        return $"{TypeName.Of(property.DeclaringType!)}.{property.Name} : {TypeName.Of(property)} {{ {list} }}  [{Access(widest)}{Modifiers(widest)}]" + Obsolete(property);
    }

    public static string Of(FieldInfo field)
    {
        string name = $"{TypeName.Of(field.DeclaringType!)}.{field.Name}";
        if (field.DeclaringType!.IsEnum)
            return $"{name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}  [enum value]";
        string access = field.IsPublic ? "public" : "protected";
        return field.IsLiteral
            ? $"{name} : {TypeName.Of(field)} = {Literal(field.GetRawConstantValue())}  [{access} const]"
            : $"{name} : {TypeName.Of(field)}  [{access}{(field.IsStatic ? " static" : "")}{(field.IsInitOnly ? " readonly" : "")}]";
    }

    private static string Kind(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate: {TypeName.Of(invoke.ReturnParameter)} ({Parameters(invoke)})";
        }

        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (type.IsValueType)
            return type.GetMethod("PrintMembers", Own, [typeof(StringBuilder)]) is null ? "struct" : "record struct";
        string modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        return modifier + (type.GetMethod("<Clone>$", Own) is null ? "class" : "record");
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
            return [];
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> interfaces = type.GetInterfaces().Except(inherited);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent, .. interfaces] : interfaces;
    }

    private static string TypeParameters(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
            return "";
        Type[] parameters = method.GetGenericArguments();
        return $"<{string.Join(", ", parameters.Select(p => p.Name))}>" + string.Concat(parameters.Select(Constraint));
    }

    private static string Constraint(Type parameter)
    {
        var constraints = new List<string>();
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add("class");
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            constraints.Add("struct");
        constraints.AddRange(parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)).Select(TypeName.Of));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static string Parameters(MethodBase method)
    {
        bool extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((p, n) => (extension && n == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        if (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false))
            prefix += "params ";
        return $"{prefix}{TypeName.Of(parameter)} {parameter.Name}" + (parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "");
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return " static";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal)
            return "";
        if (method.IsAbstract)
            return " abstract";
        return method.GetBaseDefinition().DeclaringType == method.DeclaringType ? " virtual" : " override";
    }

    private static string AccessorName(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? "  [obsolete]" : "";
}
