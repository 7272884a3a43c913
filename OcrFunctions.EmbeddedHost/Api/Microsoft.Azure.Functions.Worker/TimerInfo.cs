namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null for a schedule that is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>The call is later than planned, because the host was down.</summary>
    public bool IsPastDue { get; set; }
}
