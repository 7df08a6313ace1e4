using ChildJourney.Domain.Calendar;

namespace ChildJourney.Api.Platform;

/// <summary>A limit that the operator may set: a whole number under Limits in the configuration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">What it is where nothing is set.</param>
/// <param name="Least">The least it may be.</param>
/// <param name="Most">The most it may be.</param>
internal sealed record LimitSetting(string Name, int Default, int Least, int Most)
{
    /// <summary>The key of the configuration.</summary>
    public string Key => $"Limits:{Name}";

    /// <summary>The number set, or null.</summary>
    public int? SetIn(IConfiguration configuration) =>
        int.TryParse(configuration[Key], out var number) && number >= Least && number <= Most ? number : null;

    /// <summary>The number that holds.</summary>
    public int In(IConfiguration configuration) => SetIn(configuration) ?? Default;

    /// <summary>What is amiss with what is set, or null.</summary>
    public string? Misconfigured(IConfiguration configuration) =>
        configuration[Key] is { Length: > 0 } text && SetIn(configuration) is null
            ? $"{Key} is {text}. It must be a whole number from {PlainEnglish.Number(Least)} to {PlainEnglish.Number(Most)}."
            : null;
}
