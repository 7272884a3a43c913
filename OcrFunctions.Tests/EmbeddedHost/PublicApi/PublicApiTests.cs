using OcrFunctions.EmbeddedHost;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.PublicApi;

/// <summary>The app is compiled against this subset and against the real packages: it must mean the same to the compiler.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Every_public_signature_is_one_of_the_real_packages()
    {
        PublishedApi published = ReadList();
        var invented = new List<string>();
        foreach (Type type in DeclaredApi.Types(typeof(EmbeddedApp).Assembly))
        {
            string name = TypeName.Of(type), declared = Signature.Of(type);
            if (!published.Type(name).Any(line => SameType(line, declared)))
                invented.Add(Difference(declared, published.Type(name)));
            invented.AddRange(from member in DeclaredApi.Members(type)
                              where !published.Members(name).Contains(member)
                              select Difference(member, published.Group(name, PublishedApi.MemberName(name, member))));
        }

        Assert.True(invented.Count == 0, "Declared here, but not so in the real packages:\n" + string.Join('\n', invented));
    }

    [Fact]
    public void Every_member_is_declared_with_all_its_overloads()
    {
        PublishedApi published = ReadList();
        var missing = new List<string>();
        foreach (Type type in DeclaredApi.Types(typeof(EmbeddedApp).Assembly))
        {
            string name = TypeName.Of(type);
            HashSet<string> declared = [.. DeclaredApi.Members(type)];
            missing.AddRange(declared.Select(member => PublishedApi.MemberName(name, member)).Distinct()
                .SelectMany(member => published.Group(name, member)).Where(line => !declared.Contains(line)));
        }

        Assert.True(missing.Count == 0, "Overloads of the real packages that are missing here:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void The_list_is_read_whole()
    {
        PublishedApi published = ReadList();

        Assert.True(published.TypeCount > 150, $"only {published.TypeCount} types were read");
        Assert.Equal(4, published.Group("Microsoft.DurableTask.TaskOrchestrationContext", "CallActivityAsync").Count());
        Assert.Equal(4, published.Group("Microsoft.Azure.Functions.Worker.HttpTriggerAttribute", ".ctor").Count());
        Assert.Equal(2, published.Group("Microsoft.DurableTask.TaskName", "op_Implicit").Count());
        Assert.Equal(2, published.Group("Microsoft.DurableTask.Page<T>", "Values").Concat(published.Group("Microsoft.DurableTask.Page<T>", ".ctor")).Count());
    }

    private static PublishedApi ReadList() => new(File.ReadLines(Repository.SharedFile("functions-api.txt")));

    /// <summary>The order in which interfaces stand means nothing to a compiler.</summary>
    private static bool SameType(string one, string other) => Parts(one).SetEquals(Parts(other));

    private static HashSet<string> Parts(string line) => [.. line.Split(" : ").SelectMany((part, n) => n == 0 ? [part] : part.Split(", "))];

    private static string Difference(string declared, IEnumerable<string> published) =>
        "  here: " + declared + string.Concat(published.Select(line => "\n  real: " + line).DefaultIfEmpty("\n  real: nothing of that name"));
}
