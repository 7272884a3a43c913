using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Deployment;

/// <summary>What <c>infra/</c> would deploy, compiled by Bicep itself.</summary>
public sealed class BicepTests
{
    private static readonly string Infrastructure = Repository.File("infra");

    private static readonly Lazy<string> Compiled = new(() => Compile("build", Path.Combine(Infrastructure, "main.bicep")));

    private static JsonNode Template => JsonNode.Parse(Compiled.Value)!;

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Infrastructure, "*.bicep", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Infrastructure, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_compiles_and_is_linted_without_a_warning(string file)
    {
        string path = Repository.File("infra", file);

        Assert.NotEmpty(Compile("build", path));
        Compile("lint", path);
    }

    [Fact]
    public void Storage_accounts_refuse_keys_old_TLS_and_public_blobs()
    {
        JsonNode[] accounts = [.. Resources("Microsoft.Storage/storageAccounts")];

        Assert.Equal(2, accounts.Length);
        Assert.All(accounts, account =>
        {
            JsonNode properties = account["properties"]!;
            Assert.False((bool)properties["allowSharedKeyAccess"]!);
            Assert.False((bool)properties["allowBlobPublicAccess"]!);
            Assert.True((bool)properties["supportsHttpsTrafficOnly"]!);
            Assert.Equal("TLS1_2", (string)properties["minimumTlsVersion"]!);
        });
    }

    [Fact]
    public void Nothing_reads_a_key_and_no_setting_carries_one()
    {
        Assert.DoesNotContain("listKeys", Compiled.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", Compiled.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"AzureWebJobsStorage\"", Compiled.Value, StringComparison.Ordinal);
        Assert.All(Resources("Microsoft.ContainerRegistry/registries"),
            registry => Assert.False((bool)registry["properties"]!["adminUserEnabled"]!));
    }

    [Fact]
    public void The_identity_has_the_roles_that_functions_and_task_hub_need_on_both_accounts()
    {
        JsonNode module = Modules("Microsoft.Storage/storageAccounts").First()["properties"]!["template"]!;

        Assert.Equal(
            ["Storage Blob Data Owner", "Storage Queue Data Contributor", "Storage Table Data Contributor"],
            module["variables"]!["roles"]!.AsObject().Select(role => role.Key).Order(StringComparer.Ordinal));
        foreach (string connection in new[] { "AzureWebJobsStorage", "OcrTaskHub" })
            foreach (string part in new[] { "accountName", "credential", "clientId" })
                Assert.Contains($"'{connection}__{part}'", Compiled.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Startup", "/api/health/live")]
    [InlineData("Liveness", "/api/health/live")]
    [InlineData("Readiness", "/api/health/ready")]
    public void The_container_app_has_its_probes(string type, string path)
    {
        JsonNode probe = ContainerApp()["properties"]!["template"]!["containers"]![0]!["probes"]!.AsArray()
            .Single(one => (string)one!["type"]! == type)!;

        Assert.Equal(path, (string)probe["httpGet"]!["path"]!);
        Assert.Equal(8080, (int)probe["httpGet"]!["port"]!);
    }

    [Fact]
    public void The_container_app_is_a_functions_app_with_an_identity_over_TLS_alone()
    {
        JsonNode app = ContainerApp();

        Assert.Equal("functionapp", (string)app["kind"]!);
        Assert.Equal("UserAssigned", (string)app["identity"]!["type"]!);
        Assert.False((bool)app["properties"]!["configuration"]!["ingress"]!["allowInsecure"]!);
    }

    [Fact]
    public void The_premium_app_has_an_identity_TLS_and_a_health_check()
    {
        JsonNode site = Assert.Single(Resources("Microsoft.Web/sites"));
        JsonNode configuration = site["properties"]!["siteConfig"]!;

        Assert.Equal("UserAssigned", (string)site["identity"]!["type"]!);
        Assert.True((bool)site["properties"]!["httpsOnly"]!);
        Assert.True((bool)configuration["acrUseManagedIdentityCreds"]!);
        Assert.Equal("1.2", (string)configuration["minTlsVersion"]!);
        Assert.Equal("Disabled", (string)configuration["ftpsState"]!);
        Assert.Equal("/api/health/ready", (string)configuration["healthCheckPath"]!);
        Assert.All(Resources("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Fact]
    public void Polling_and_Event_Grid_are_never_on_together()
    {
        const string Polling = "'AzureWebJobs__BlobUploaded__Disabled', string(parameters('eventGrid'))",
            Events = "'AzureWebJobs__BlobCreatedEvent__Disabled', string(not(parameters('eventGrid')))";

        Assert.Contains(Polling, Compiled.Value, StringComparison.Ordinal);
        Assert.Contains(Events, Compiled.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameters_of_azd_are_those_of_the_template()
    {
        JsonObject given = JsonNode.Parse(File.ReadAllText(Repository.File("infra", "main.parameters.json")))!["parameters"]!.AsObject(),
            known = Template["parameters"]!.AsObject();

        Assert.All(given, parameter => Assert.Contains(parameter.Key, known));
        Assert.All(known.Where(parameter => parameter.Value!["defaultValue"] is null),
            parameter => Assert.Contains(parameter.Key, given));
    }

    [Fact]
    public void Alerts_are_those_of_the_operations_guide()
    {
        string guide = File.ReadAllText(Repository.File("docs", "operations.md"));
        JsonArray alerts = JsonNode.Parse(File.ReadAllText(Repository.File("infra", "azure", "alerts.json")))!.AsArray();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            string query = ((string)alert!["query"]!).Replace("|", "\\|", StringComparison.Ordinal),
                limit = (string)alert["operator"]! == "GreaterThan" ? "above" : "below";
            Assert.Contains($"| {alert["name"]} | {limit} {alert["threshold"]} |", guide, StringComparison.Ordinal);
            Assert.Contains($"`{query}`", guide, StringComparison.Ordinal);
        });
    }

    private static JsonNode ContainerApp() => Assert.Single(Resources("Microsoft.App/containerApps"));

    /// <summary>Resources of a type in the modules, each module once for each use.</summary>
    private static IEnumerable<JsonNode> Resources(string type) =>
        Modules(type).SelectMany(module => In(module["properties"]!["template"]!)).Where(resource => (string)resource["type"]! == type);

    /// <summary>Uses of modules that have a resource of a type.</summary>
    private static IEnumerable<JsonNode> Modules(string type) => In(Template)
        .Where(resource => (string)resource["type"]! == "Microsoft.Resources/deployments"
            && In(resource["properties"]!["template"]!).Any(inner => (string)inner["type"]! == type));

    /// <summary>What a template makes, without what it only refers to.</summary>
    private static IEnumerable<JsonNode> In(JsonNode template) =>
        // By name where the file refers to others, which are not made then; a list otherwise.
        template["resources"] is JsonObject byName
            ? byName.Select(resource => resource.Value!).Where(resource => resource["existing"] is null)
            : template["resources"]!.AsArray().Select(resource => resource!);

    /// <returns>What the compiler writes; it fails the test where it warns.</returns>
    private static string Compile(string command, string file)
    {
        string folder = typeof(BicepTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepFolder").Value!;
        string program = Path.Combine(folder, "bicep");
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(program), $"needs Bicep's compiler for Linux in {folder}");
        // Packages are unpacked without the right to run what is in them.
        CommandLine.Run("chmod", "+x", program);
        string[] output = command == "build" ? ["--stdout"] : [];
        using Process process = Process.Start(new ProcessStartInfo(program, [command, .. output, file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string written = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return written;
    }
}
