using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Tests.Fixtures;
using Xunit.v3;

namespace OcrFunctions.Tests.Documentation;

/// <summary>docs/security.md names only what there is: tests, and functions that need no key.</summary>
public sealed partial class SecurityTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs", "security.md"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        IEnumerable<string> tests =
            from type in typeof(SecurityTests).Assembly.GetTypes()
            from method in type.GetMethods()
            where method.GetCustomAttributes().Any(attribute => attribute is IFactAttribute)
            select $"{type.Name}.{method.Name}";

        string[] named = [.. NamedTest().Matches(Page).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [Fact]
    public void Every_threat_has_what_protects_and_a_test()
    {
        string[][] rows = [.. Rows("## Threats")];

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal(3, row.Length);
            Assert.All(row, cell => Assert.NotEmpty(cell));
            Assert.Matches(NamedTest(), row[2]);
        });
    }

    [Fact]
    public void Every_anonymous_function_is_listed_with_its_route_and_reason_and_no_other()
    {
        IEnumerable<(string Function, string Route)> declared =
            from type in typeof(Program).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger?.AuthLevel == AuthorizationLevel.Anonymous
            select (method.GetCustomAttribute<FunctionAttribute>()!.Name, $"/{ParameterConstraint().Replace(trigger.Route!, "")}");

        string[][] rows = [.. Rows("## Functions without a key")];

        Assert.Equal(declared.Order(), rows.Select(row => (row[0].Trim('`'), row[1].Trim('`'))).Order());
        Assert.All(rows, row => Assert.NotEmpty(row[2]));
    }

    /// <summary>The cells of a section's table, without its head.</summary>
    private static IEnumerable<string[]> Rows(string heading)
    {
        string section = Page.Split(heading + '\n')[1].Split("\n## ")[0];
        return section.Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();

    /// <summary>The start page's parameter, which is never present.</summary>
    [GeneratedRegex(@"^\{nothing:.*\}$")]
    private static partial Regex ParameterConstraint();
}
