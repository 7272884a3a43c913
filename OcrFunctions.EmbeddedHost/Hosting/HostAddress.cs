using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>The address the host listens on, known once it does.</summary>
internal sealed class HostAddress(IServer server)
{
    /// <exception cref="InvalidOperationException">The host does not listen yet.</exception>
    public Uri Uri => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? new Uri(address)
        : throw new InvalidOperationException("The host has no address before it listens.");

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Base => Uri.GetLeftPart(UriPartial.Authority);
}
