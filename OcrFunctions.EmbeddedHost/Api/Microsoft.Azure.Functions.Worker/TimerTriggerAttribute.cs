using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Calls the function by the clock: a CRON expression of six fields (seconds first) or a time span.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>Keeps the schedule's state in storage, so that a call missed while the host was down is made up for.</summary>
    public bool UseMonitor { get; set; } = true;
}
