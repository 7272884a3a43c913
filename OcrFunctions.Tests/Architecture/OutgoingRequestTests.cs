using Mono.Cecil;

namespace OcrFunctions.Tests.Architecture;

/// <summary>
/// No address that a caller or a document names is requested: programs that handle them reach storage by its clients and nothing else.
/// </summary>
public sealed class OutgoingRequestTests
{
    private static readonly string[] Clients = ["HttpClient", "HttpMessageInvoker", "SocketsHttpHandler", "HttpClientHandler", "WebRequest",
        "WebClient", "Socket", "TcpClient", "UdpClient", "ClientWebSocket"];

    [Theory]
    [InlineData("OcrFunctions")]
    [InlineData("OcrFunctions.Engine")]
    [InlineData("OcrFunctions.EngineProtocol")]
    [InlineData("OcrFunctions.Pipeline")]
    [InlineData("OcrFunctions.StorageConnections")]
    public void Programs_that_handle_documents_make_no_requests_of_their_own(string project) => Assert.Empty(Used(project));

    [Fact]
    public void A_program_that_makes_requests_is_noticed() => Assert.Contains("HttpClient", Used("OcrFunctions.Cli"));

    private static IEnumerable<string> Used(string project)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        return [.. assembly.MainModule.GetTypeReferences().Select(type => type.Name).Intersect(Clients)];
    }
}
