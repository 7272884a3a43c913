using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Why a call failed, as data: the exception itself stayed where it was thrown.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">Its message, untouched.</param>
/// <param name="StackTrace">Its stack trace, when there is one.</param>
/// <param name="InnerFailure">The same of its inner exception.</param>
/// <param name="Properties">Never filled by the embedded host.</param>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    /// <summary>Whether the failure was of this type or of one derived from it; inner failures do not count.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <inheritdoc cref="IsCausedBy{T}"/>
    /// <exception cref="ArgumentException">The type is no exception.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!targetBaseExceptionType.IsAssignableTo(typeof(Exception)))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception.", nameof(targetBaseExceptionType));
        return string.Equals(ErrorType, targetBaseExceptionType.FullName, StringComparison.Ordinal)
            || (FindType(ErrorType, targetBaseExceptionType) is { } type && targetBaseExceptionType.IsAssignableFrom(type));
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is TaskFailedException { FailureDetails: { } cause } failed
            ? new TaskFailureDetails(failed.GetType().FullName!, failed.Message, failed.StackTrace, cause, null)
            : new TaskFailureDetails(
                exception.GetType().ToString(), exception.Message, exception.StackTrace,
                exception.InnerException is { } inner ? FromException(inner) : null, null);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    [SuppressMessage("Trimming", "IL2026", Justification = "An exception type that was thrown is loaded.")]
    private static Type? FindType(string name, Type near) =>
        Type.GetType(name, throwOnError: false)
        ?? near.Assembly.GetType(name, throwOnError: false)
        ?? AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name, throwOnError: false)).FirstOrDefault(t => t is not null);
}
