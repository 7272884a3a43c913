using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Each setting that the app needs, missing or wrong: the host ends, and says in one sentence what to set.</summary>
public sealed class SettingErrorTests(AzuriteFixture azurite, IdentityStorage storage) : IClassFixture<IdentityStorage>
{
    private const string Storage = "AzureWebJobsStorage",
        HubName = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionName";

    [Theory]
    [InlineData("The setting AzureWebJobsStorage is missing: set it to the connection string of a storage account, or set "
        + "AzureWebJobsStorage__accountName")]
    [InlineData("AzureWebJobsStorage is not a connection string of a storage account (", Storage, "nonsense")]
    [InlineData("AzureWebJobsStorage is not a connection string of a storage account (", Storage,
        "DefaultEndpointsProtocol=https;AccountName=scans;AccountKey=not base64;EndpointSuffix=core.windows.net")]
    [InlineData("The storage account of AzureWebJobsStorage does not answer at http://127.0.0.1:9 (", Storage,
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:9/a;"
            + "QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a;")]
    [InlineData("AzureWebJobsStorage__accountName is 'https://scans.blob.core.windows.net': set it to the name of a storage account",
        "AzureWebJobsStorage__accountName", "https://scans.blob.core.windows.net")]
    [InlineData("AzureWebJobsStorage__queueServiceUri and AzureWebJobsStorage__tableServiceUri are missing: ",
        "AzureWebJobsStorage__blobServiceUri", "https://scans.blob.core.windows.net")]
    [InlineData("AzureWebJobsStorage__blobServiceUri and AzureWebJobsStorage__queueServiceUri and AzureWebJobsStorage__tableServiceUri are "
        + "missing: ", "AzureWebJobsStorage__credential", "managedidentity")]
    [InlineData("AzureWebJobsStorage__blobServiceUri is 'scans': set it to the URI of the service, such as "
        + "https://account.blob.core.windows.net",
        "AzureWebJobsStorage__blobServiceUri", "scans", "AzureWebJobsStorage__queueServiceUri", "https://scans.queue.core.windows.net",
        "AzureWebJobsStorage__tableServiceUri", "https://scans.table.core.windows.net")]
    [InlineData("AzureWebJobsStorage and AzureWebJobsStorage__accountName are both set: remove AzureWebJobsStorage",
        Storage, "UseDevelopmentStorage=true", "AzureWebJobsStorage__accountName", "scans")]
    public Task A_storage_account_that_is_not_set_or_not_well_is_explained(string sentence, params string[] settings) =>
        IsRefusedAsync(sentence, null, Pairs(settings));

    [Fact]
    public Task A_key_that_the_account_refuses_is_explained() => IsRefusedAsync(
        "The storage account of AzureWebJobsStorage answers at http://127.0.0.1:",
        azurite.NewAccount().Replace(AzuriteProcess.Key, Convert.ToBase64String("another key"u8), StringComparison.Ordinal), [],
        "): set AzureWebJobsStorage to the account's present connection string");

    [Fact]
    public Task An_identity_without_a_credential_is_explained() => IsRefusedAsync(
        "AzureWebJobsStorage accesses the storage account with an identity, and there is no credential for one here (", null,
        [
            .. storage.Variables, .. storage.ServiceUris(Storage, storage.NewAccount()),
            // The others would look for a metadata endpoint and for programs.
            new("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential"),
        ],
        "assign a managed identity to the app");

    [Fact]
    public async Task An_identity_without_a_role_is_explained()
    {
        // Azurite knows no roles; it refuses tokens for another service in the same way.
        await using var identity = new ManagedIdentityEndpoint("https://vault.azure.net");
        await IsRefusedAsync("The storage account of AzureWebJobsStorage refuses the app's identity at https://127.0.0.1:", null,
            [.. storage.Variables, .. identity.Variables, .. storage.ServiceUris(Storage, storage.NewAccount())],
            "assign it the roles Storage Blob Data Owner, Storage Queue Data Contributor and Storage Table Data Contributor");
    }

    [Theory]
    [InlineData("The setting OcrTaskHub is missing: ")]
    [InlineData("OcrTaskHub is not a connection string of a storage account (", "OcrTaskHub", "nonsense")]
    [InlineData("OcrTaskHub__accountName is 'Hub': ", "OcrTaskHub__accountName", "Hub")]
    public Task A_task_hub_s_account_is_explained_by_its_own_setting(string sentence, params string[] settings) =>
        IsRefusedAsync(sentence, azurite.NewAccount(), [.. Pairs(settings), new(HubName, "OcrTaskHub")]);

    [Theory]
    [InlineData("Ocr__PagesPerChunk is 0 and must be at least 1.", "Ocr__PagesPerChunk", "0")]
    [InlineData("Ocr__ReviewBelow is 80 and must be between 0 and 1.", "Ocr__ReviewBelow", "80")]
    [InlineData("Ocr__MaxPages is 'many' and must be a whole number.", "Ocr__MaxPages", "many")]
    [InlineData("Ocr__JoinHyphens is 'ja' and must be true or false.", "Ocr__JoinHyphens", "ja")]
    [InlineData("Ocr__SecondReader is 'always' and must be one of off, doubtful, thorough.", "Ocr__SecondReader", "always")]
    [InlineData("Ocr__Models is 'worst' and must be one of auto, best, fast.", "Ocr__Models", "worst")]
    [InlineData("Ocr__SecretKey must be 32 bytes in base64, such as 'openssl rand -base64 32' prints.", "Ocr__SecretKey", "sesame")]
    public Task A_setting_of_the_app_that_is_out_of_range_is_explained(string sentence, params string[] settings) =>
        IsRefusedAsync($"The app ended before its functions were loaded (exit code 1). {sentence}", azurite.NewAccount(), Pairs(settings));

    private static IReadOnlyCollection<KeyValuePair<string, string>> Pairs(string[] settings) =>
        [.. settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];

    private static async Task IsRefusedAsync(string sentence, string? account,
        IReadOnlyCollection<KeyValuePair<string, string>> settings, string rest = "")
    {
        (int code, string error) = await HostProcess.RefusedAsync(AppHarness.AppFolder, account, new Dictionary<string, string>(settings));

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.Contains(rest, error, StringComparison.Ordinal);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
