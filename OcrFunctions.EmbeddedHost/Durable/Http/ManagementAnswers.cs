using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>Answers of the management API: JSON in one piece, non-ASCII characters as they are.</summary>
internal static class ManagementAnswers
{
    public const string WentWrong = "Something went wrong while processing your request";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<bool> JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body, Options))
            write(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        return true;
    }

    public static bool Empty(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return true;
    }

    public static Task<bool> MessageAsync(HttpContext context, int status, string message) => JsonAsync(context, status, json =>
    {
        json.WriteStartObject();
        json.WriteString("Message", message);
        json.WriteEndObject();
    });

    /// <summary>501 and a sentence, for what the real host has and this one leaves out on purpose.</summary>
    public static Task<bool> NotSupportedAsync(HttpContext context, string what) =>
        MessageAsync(context, StatusCodes.Status501NotImplemented, $"Not supported by the embedded host: {what}.");

    public static Task<bool> ErrorAsync(HttpContext context, int status, string message, Exception e, string? type = null) => JsonAsync(context, status, json =>
    {
        json.WriteStartObject();
        json.WriteString("Message", message);
        json.WriteString("ExceptionMessage", e.Message);
        json.WriteString("ExceptionType", type ?? e.GetType().FullName);
        json.WriteString("StackTrace", e.StackTrace);
        json.WriteEndObject();
    });

    /// <summary>A stored payload as a JSON value; what is no JSON becomes a string.</summary>
    public static void Payload(Utf8JsonWriter json, string name, string? stored)
    {
        json.WritePropertyName(name);
        if (stored is null)
        {
            json.WriteNullValue();
            return;
        }

        // Anything may stand there that begins like JSON and is not, such as the message of a failure.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(stored));
        JsonDocument? parsed = null;
        try
        {
            parsed = JsonDocument.ParseValue(ref reader);
            bool all = reader.BytesConsumed == Encoding.UTF8.GetByteCount(stored.AsSpan().TrimEnd());
            if (all)
                parsed.RootElement.WriteTo(json);
            else
                json.WriteStringValue(stored);
        }
        catch (JsonException)
        {
            json.WriteStringValue(stored);
        }
        finally
        {
            parsed?.Dispose();
        }
    }
}
