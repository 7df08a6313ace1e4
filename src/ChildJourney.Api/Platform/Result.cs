namespace ChildJourney.Api.Platform;

/// <summary>An answer, or an expected failure.</summary>
/// <typeparam name="T">The answer.</typeparam>
public sealed class Result<T> : IOutcome
    where T : notnull
{
    private Result(T? value, Error? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The answer, where there is one.</summary>
    public T? Value { get; }

    /// <summary>The failure, where there is one.</summary>
    public Error? Error { get; }

    object? IOutcome.Answer => Value;

    IOutcome IOutcome.Refused(Error error) => new Result<T>(default, error);

    /// <summary>An answer.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
