using System.Net;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Routes, limits and cancellation of HTTP functions, on a host that all of these tests share.</summary>
public sealed class HttpTests(HttpTests.Host shared) : IClassFixture<HttpTests.Host>
{
    private const int MaxBody = 1000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_path_with_another_method_is_not_found()
    {
        using HttpResponseMessage answer = await shared.Http.PostAsync(At("api/ping"), null, Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Of_two_routes_that_match_the_function_whose_name_comes_first_is_called() =>
        Assert.Equal("first literal", await shared.Http.GetStringAsync(At("api/names/literal"), Stop));

    [Fact]
    public async Task Settings_of_the_app_come_from_local_settings() =>
        Assert.Equal("from local.settings.json", await shared.Http.GetStringAsync(At("api/configured"), Stop));

    [Fact]
    public async Task The_name_of_a_setting_between_percent_signs_is_literal_text_in_a_route() =>
        Assert.Equal("percent", await shared.Http.GetStringAsync(At("api/%25PROBE_VALUE%25"), Stop));

    [Fact]
    public async Task A_body_up_to_the_limit_is_accepted_and_a_longer_one_is_an_empty_500()
    {
        using HttpResponseMessage taken = await shared.Http.PostAsync(At("api/take"), new ByteArrayContent(new byte[MaxBody]), Stop),
            refused = await shared.Http.PostAsync(At("api/take"), new ByteArrayContent(new byte[MaxBody + 1]), Stop);

        Assert.Equal($"{MaxBody}", await taken.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Equal("", await refused.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_function_is_canceled_when_its_client_disconnects()
    {
        using var impatient = new CancellationTokenSource();
        Task<HttpResponseMessage> asking = shared.Http.GetAsync(At("api/linger"), impatient.Token);
        await shared.App.UntilNotedAsync("linger");

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await shared.App.UntilNotedAsync("linger canceled");
    }

    private Uri At(string path) => new(shared.Process.Address, path);

    public sealed class Host(AzuriteFixture azurite) : IAsyncLifetime
    {
        internal ProbeApp App { get; } = new(azurite.NewAccount());

        internal HostProcess Process { get; private set; } = null!;

        public HttpClient Http => App.Http;

        public async ValueTask InitializeAsync() => Process = await App.StartAsync(("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", $"{MaxBody}"));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
