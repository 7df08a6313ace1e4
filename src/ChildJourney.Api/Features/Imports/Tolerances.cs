namespace ChildJourney.Api.Features.Imports;

/// <summary>How often a value was read that is not written as SSDA903 has it.</summary>
internal sealed class Tolerances
{
    public int OtherDates { get; set; }

    public int LowerCase { get; set; }

    public int Spaces { get; set; }

    public int TrailingZeros { get; set; }

    public IEnumerable<string> Notes()
    {
        if (OtherDates > 0)
        {
            yield return $"Dates read that are not written dd/mm/yyyy: {OtherDates}";
        }

        if (LowerCase > 0)
        {
            yield return $"Codes read that are not in upper case: {LowerCase}";
        }

        if (Spaces > 0)
        {
            yield return $"Values read with spaces around them: {Spaces}";
        }

        if (TrailingZeros > 0)
        {
            yield return $"Whole numbers read with .0 behind them: {TrailingZeros}";
        }
    }
}
