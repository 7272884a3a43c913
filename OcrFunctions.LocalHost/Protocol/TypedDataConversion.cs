using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OcrFunctions.LocalHost.Protocol;

/// <summary>
/// Values as the protocol carries them, the same as on the real host:
/// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
/// </summary>
internal static class TypedDataConversion
{
    private static readonly JsonSerializerSettings DatesAsText = new() { DateParseHandling = DateParseHandling.None };

    public static TypedData ToTypedData(this object? value) => value switch
    {
        null => new TypedData(),
        string text => new TypedData { String = text },
        byte[] bytes => new TypedData { Bytes = ByteString.CopyFrom(bytes) },
        double number => new TypedData { Double = number },
        JToken json => new TypedData { Json = json.ToString(Formatting.None) },
        ParameterBindingData data => new TypedData
        {
            ModelBindingData =
                new ModelBindingData
                {
                    Version = data.Version,
                    Source = data.Source,
                    ContentType = data.ContentType,
                    Content = ByteString.CopyFrom(data.Content)
                },
        },
        _ => new TypedData { Json = JsonConvert.SerializeObject(value) },
    };

    public static object? ToObject(this TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, DatesAsText),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => null,
    };
}
