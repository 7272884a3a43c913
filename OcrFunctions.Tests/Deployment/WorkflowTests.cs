using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Deployment;

/// <summary>What GitHub does with the repository: workflows, and versions that Dependabot watches.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Workflows = Directory.GetFiles(Repository.File(".github", "workflows"), "*.yml");

    [Theory]
    [InlineData("nuget", "Directory.Packages.props")]
    [InlineData("npm", "package-lock.json")]
    [InlineData("docker", "Dockerfile")]
    [InlineData("github-actions", ".github/workflows")]
    public void Every_kind_of_package_is_watched(string ecosystem, string packages)
    {
        Assert.True(Path.Exists(Repository.File(packages)));
        Assert.Contains($"package-ecosystem: {ecosystem}\n", File.ReadAllText(Repository.File(".github", "dependabot.yml")));
    }

    [Fact]
    public void Every_action_is_of_a_major_version_and_no_secret_is_used_but_GitHubs_own_token()
    {
        Assert.NotEmpty(Workflows);
        foreach (string workflow in Workflows.Select(File.ReadAllText))
        {
            Assert.All(Action().Matches(workflow), action => Assert.Matches(@"@v\d+$", action.Groups[1].Value));
            Assert.All(UsedSecret().Matches(workflow), secret => Assert.Equal("GITHUB_TOKEN", secret.Groups[1].Value));
            Assert.Contains("\npermissions:\n", workflow);
        }
    }

    [Fact]
    public void Every_target_of_the_Dockerfile_that_is_deployed_is_released()
    {
        string release = File.ReadAllText(Repository.File(".github", "workflows", "release.yml"));
        Match targets = ReleasedTargets().Match(release);

        Assert.Equal(["functions", "standalone"], targets.Groups[1].Value.Split(", "));
        Assert.All(targets.Groups[1].Value.Split(", "),
            target => Assert.Contains($" AS {target}\n", File.ReadAllText(Repository.File("Dockerfile"))));
        Assert.Contains("scripts/sbom.sh", release);
    }

    /// <summary>Workflows of this repository have no version.</summary>
    [GeneratedRegex(@"uses: (?!\./)(\S+)")]
    private static partial Regex Action();

    [GeneratedRegex(@"secrets\.(\w+)")]
    private static partial Regex UsedSecret();

    [GeneratedRegex(@"target: \[([^\]]+)\]")]
    private static partial Regex ReleasedTargets();
}
