using System.Reflection;

namespace OcrFunctions.Tests.EmbeddedHost.PublicApi;

/// <summary>What an assembly declares, in the words of the published list.</summary>
internal static class DeclaredApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.Namespace is { } space && (space == "Microsoft" || space.StartsWith("Microsoft.", StringComparison.Ordinal)));

    /// <summary>Signatures of the public and protected members that the type itself declares.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return [];
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Signature.Of);
        return
        [
            .. type.GetConstructors(Declared).Where(c => !c.IsStatic && Signature.IsVisible(c)).Select(Signature.Of),
            .. type.GetMethods(Declared).Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
                .Where(m => !m.Name.Contains('<') && Signature.IsVisible(m)).Select(Signature.Of),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(Signature.IsVisible)).Select(Signature.Of),
            .. type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Signature.Of),
        ];
    }
}
