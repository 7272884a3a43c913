namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a method a function. Names are unique in an app, whatever their case.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
