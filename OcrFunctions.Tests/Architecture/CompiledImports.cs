using Mono.Cecil;

namespace OcrFunctions.Tests.Architecture;

/// <summary>What the types of an assembly use of one another: base types, signatures, attributes, variables and instructions.</summary>
internal static class CompiledImports
{
    /// <param name="path">The assembly.</param>
    /// <param name="root">Its root namespace; the folder of a type is the rest of its namespace.</param>
    public static IReadOnlyCollection<FolderImport> Of(string path, string root)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        var imports = new HashSet<FolderImport>();
        foreach (TypeDefinition type in assembly.MainModule.GetTypes())
            foreach (TypeReference used in Uses(type).SelectMany(Parts))
                if (FolderOf(type, root) is { } folder && FolderOf(used, root) is { } usedFolder && folder != usedFolder)
                    imports.Add(new FolderImport($"{folder}/{NameOf(type)}".TrimStart('/'), folder, NameOf(used), usedFolder));
        return imports;
    }

    /// <summary>Null for types of other assemblies, and of the compiler.</summary>
    private static string? FolderOf(TypeReference type, string root) => Outer(type) switch
    {
        not TypeDefinition => null,
        { Namespace: "" } program => program.Name.StartsWith('<') ? null : "",
        { Namespace: var name } when name == root => "",
        { Namespace: var name } when name.StartsWith(root + ".", StringComparison.Ordinal) =>
            name[(root.Length + 1)..].Replace('.', '/'),
        _ => null,
    };

    private static string NameOf(TypeReference type) => Outer(type).Name.Split('`')[0];

    private static IEnumerable<TypeReference?> Uses(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.CustomAttributes.Select(one => one.AttributeType),
        .. type.GenericParameters.SelectMany(one => one.Constraints).Select(one => one.ConstraintType),
        .. type.Fields.Select(one => one.FieldType),
        .. type.Methods.SelectMany(Uses),
    ];

    private static IEnumerable<TypeReference?> Uses(MethodDefinition method) =>
    [
        .. Uses((MethodReference)method),
        .. method.CustomAttributes.Select(one => one.AttributeType),
        .. method.GenericParameters.SelectMany(one => one.Constraints).Select(one => one.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(one => one.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(one => one.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(one => Uses(one.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> Uses(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(one => one.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    /// <summary>The type itself, without array, pointer and the like, and its type arguments.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outer(TypeReference type) => type.DeclaringType is { } outer ? Outer(outer) : type;
}
