namespace OcrFunctions.Tests.Telemetry.Fixtures;

/// <param name="Scope">Name of its activity source.</param>
/// <param name="TraceId">Lower-case hex.</param>
/// <param name="SpanId">Lower-case hex.</param>
/// <param name="ParentId">Lower-case hex; empty for a root.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">Its duration.</param>
/// <param name="Attributes">By name.</param>
/// <param name="HasFailed">Whether its status is an error.</param>
/// <param name="Service">Attributes of the process that sent it.</param>
internal sealed record OtlpSpan(string Scope, string TraceId, string SpanId, string ParentId, string Name, double Seconds,
    IReadOnlyDictionary<string, object> Attributes, bool HasFailed, IReadOnlyDictionary<string, object> Service)
{
    public static IEnumerable<OtlpSpan> Read(WireMessage request) =>
        from resource in request.Messages(1)
        let service = OtlpAttributes.Read(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(scope.Message(1).Text(1), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5),
            (span.Number(8) - span.Number(7)) / 1e9, OtlpAttributes.Read(span, 9), span.Message(15).Number(3) == 2, service);
}

/// <param name="Name">Name of the instrument.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">Those of the point.</param>
/// <param name="Value">Value of a counter or a gauge; sum of a histogram.</param>
/// <param name="Count">Number of values of a histogram.</param>
internal sealed record OtlpPoint(string Name, string Unit, IReadOnlyDictionary<string, object> Attributes, double Value, long Count)
{
    private const int Gauge = 5, Sum = 7, Histogram = 9;

    public static IEnumerable<OtlpPoint> Read(WireMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        from kind in new[] { Gauge, Sum, Histogram }.Where(metric.Has)
        from point in metric.Message(kind).Messages(1)
        select new OtlpPoint(metric.Text(1), metric.Text(3), OtlpAttributes.Read(point, kind == Histogram ? 9 : 7),
            kind == Histogram ? point.Double(5) : point.Has(4) ? point.Double(4) : (long)point.Number(6),
            kind == Histogram ? (long)point.Number(4) : 0);
}

/// <param name="Category">Category of the logger.</param>
/// <param name="Body">The message.</param>
/// <param name="TraceId">Lower-case hex; empty outside of a span.</param>
/// <param name="Attributes">By name; those of scopes too.</param>
internal sealed record OtlpLog(string Category, string Body, string TraceId, IReadOnlyDictionary<string, object> Attributes)
{
    public static IEnumerable<OtlpLog> Read(WireMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from record in scope.Messages(2)
        select new OtlpLog(scope.Message(1).Text(1), record.Message(5).Text(1), record.Hex(9), OtlpAttributes.Read(record, 6));
}

internal static class OtlpAttributes
{
    public static IReadOnlyDictionary<string, object> Read(WireMessage message, int field)
    {
        var attributes = new Dictionary<string, object>();
        foreach (WireMessage pair in message.Messages(field))
            attributes[pair.Text(1)] = Value(pair.Message(2));
        return attributes;
    }

    private static object Value(WireMessage value) =>
        value.Has(2) ? value.Number(2) != 0 : value.Has(3) ? (long)value.Number(3) : value.Has(4) ? value.Double(4) : value.Text(1);
}
