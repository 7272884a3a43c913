using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>The probe on the embedded host, in this process or in one of its own.</summary>
internal interface IProbeHost : IAsyncDisposable
{
    RawHttp Http { get; }

    /// <summary>Everything that its functions have noted so far.</summary>
    Task<IReadOnlyList<JsonNode>> SeenAsync();
}
