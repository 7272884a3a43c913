using System.Reflection;
using System.Runtime.CompilerServices;

namespace OcrFunctions.Tests.EmbeddedHost.PublicApi;

/// <summary>
/// Type names as C# writes them, with the nullable annotations of the place where they stand. The annotations are read from
/// the compiler's attributes, because <see cref="NullabilityInfoContext"/> cannot tell <c>T</c> from <c>T?</c>.
/// </summary>
internal sealed class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    private readonly byte[] _flags;
    private int _next;

    private TypeName(byte[] flags) => _flags = flags;

    /// <summary>Without annotations.</summary>
    public static string Of(Type type) => new TypeName([0]).Write(type);

    public static string Of(ParameterInfo parameter) => new TypeName(Flags(parameter.GetCustomAttributesData(), parameter.Member)).Write(parameter.ParameterType);

    public static string Of(PropertyInfo property) =>
        new TypeName(Flags(property.GetCustomAttributesData(), property.DeclaringType!)).Write(property.PropertyType);

    public static string Of(FieldInfo field) => new TypeName(Flags(field.GetCustomAttributesData(), field.DeclaringType!)).Write(field.FieldType);

    private string Write(Type type)
    {
        if (type.IsByRef)
            return Write(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Write(underlying) + "?";
        // The compiler leaves one flag for every reference, type parameter and generic value type, outermost first.
        bool annotated = (!type.IsValueType || type.IsGenericType) && Next() == 2;
        string name = type.IsArray ? Write(type.GetElementType()!) + "[]" : Plain(type);
        return annotated ? name + "?" : name;
    }

    private string Plain(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        Type[] arguments = type.GetGenericArguments();
        string name = (type.IsNested ? Plain(type.DeclaringType!) : type.Namespace) + "." + type.Name.Split('`')[0];
        return type.Name.Contains('`') ? $"{name}<{string.Join(", ", arguments.Select(Write))}>" : name;
    }

    private byte Next() => _flags.Length == 1 ? _flags[0] : _flags[_next++];

    private static byte[] Flags(IEnumerable<CustomAttributeData> attributes, MemberInfo? context)
    {
        CustomAttributeData? own = attributes.FirstOrDefault(a => a.AttributeType.FullName == typeof(NullableAttribute).FullName);
        if (own is null)
            return [ContextFlag(context)];
        return own.ConstructorArguments[0].Value is byte one
            ? [one]
            : [.. ((IReadOnlyCollection<CustomAttributeTypedArgument>)own.ConstructorArguments[0].Value!).Select(a => (byte)a.Value!)];
    }

    private static byte ContextFlag(MemberInfo? member)
    {
        for (; member is not null; member = member.DeclaringType)
            if (member.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == typeof(NullableContextAttribute).FullName) is { } context)
                return (byte)context.ConstructorArguments[0].Value!;
        return 0;
    }
}
