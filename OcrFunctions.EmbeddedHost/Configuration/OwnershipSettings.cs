using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>How this host holds a task hub: settings below <c>EmbeddedHost</c>, which the real host does not have.</summary>
/// <param name="Machine">Hosts of one machine see each other end. Containers that share a host name need a name each.</param>
/// <param name="Lease">After so long without a word from its owner a hub is free.</param>
internal sealed record OwnershipSettings(string Machine, TimeSpan Lease)
{
    /// <summary>Seconds that the storage service allows.</summary>
    private const int Least = 15, Most = 60, Usual = 20;

    /// <exception cref="InvalidOperationException">The lease is no number of seconds that storage allows.</exception>
    public static OwnershipSettings Read(IConfiguration settings)
    {
        string machine = settings[SettingKeys.MachineName] is { Length: > 0 } name ? name : Environment.MachineName;
        if (settings[SettingKeys.LeaseSeconds] is not { Length: > 0 } text)
            return new OwnershipSettings(machine, TimeSpan.FromSeconds(Usual));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= Least and <= Most
            ? new OwnershipSettings(machine, TimeSpan.FromSeconds(seconds))
            : throw new InvalidOperationException($"{SettingKeys.LeaseSeconds} is '{text}' and must be a whole number of seconds from {Least} to {Most}.");
    }
}
