using Google.Protobuf;

namespace OcrFunctions.Tests.Telemetry.Fixtures;

/// <summary>
/// A protobuf message read without its definition: fields by number. OTLP's definitions are not in any package; field numbers are those of
/// https://github.com/open-telemetry/opentelemetry-proto/tree/v1.9.0/opentelemetry/proto
/// </summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, object Value)> _fields = [];

    public WireMessage(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            _fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var type => throw new InvalidDataException($"The wire type {type} is not used by OTLP."),
            }));
    }

    public IEnumerable<WireMessage> Messages(int field) => Values<byte[]>(field).Select(bytes => new WireMessage(bytes));

    /// <summary>An embedded message; an empty one if it is missing.</summary>
    public WireMessage Message(int field) => new(Bytes(field));

    public bool Has(int field) => _fields.Exists(one => one.Field == field);

    public byte[] Bytes(int field) => Values<byte[]>(field).LastOrDefault() ?? [];

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(Bytes(field));

    public ulong Number(int field) => Values<ulong>(field).LastOrDefault();

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    private IEnumerable<T> Values<T>(int field) => _fields.Where(one => one.Field == field).Select(one => (T)one.Value);
}
