namespace ChildJourney.Api.Features.IroReports;

/// <summary>How many, beside how many there were the year before.</summary>
/// <param name="Count">In the year.</param>
/// <param name="Previous">In the year before.</param>
/// <param name="ListedAt">Where those of the year are listed; null where there are none, or no such list.</param>
public sealed record Figure(int Count, int Previous, string? ListedAt = null);

/// <summary>One of the parts that add up to a figure.</summary>
/// <param name="Code">Which part.</param>
/// <param name="Meaning">What that says, in words.</param>
/// <param name="Count">In the year.</param>
/// <param name="Previous">In the year before.</param>
public sealed record Part(string Code, string Meaning, int Count, int Previous);

/// <summary>How duties were done that fell due in the year; due is on time and late together.</summary>
/// <param name="Rule">The rule; null where they are of several.</param>
/// <param name="Title">What the duty is.</param>
/// <param name="Level">What a breach means: law, guidance, or the authority's own standard; null where they are of several.</param>
/// <param name="Due">Those that fell due in the year, by the asOf day.</param>
/// <param name="OnTime">Those of them done on time.</param>
/// <param name="Late">Those of them that were not, or are not done yet.</param>
/// <param name="Rate">On time of due, in per cent; null where nothing was due.</param>
/// <param name="Target">The rate that the policy asks for, in per cent, or null.</param>
/// <param name="TargetMet">Whether it was reached; null where nothing was due or there is none.</param>
/// <param name="NotYetDue">Beside due: those that fall due later in the year.</param>
/// <param name="Refused">Beside due: those that the child refused.</param>
/// <param name="Ended">Beside due: those that ended before they fell due.</param>
/// <param name="Relaxed">Beside due: those that the law had relaxed.</param>
/// <param name="CannotDetermine">Beside due: those about which a fact was never recorded, in whichever year.</param>
/// <param name="Previous">The year before.</param>
/// <param name="DueFlags">Where those due are listed, or null where there are none.</param>
/// <param name="LateFlags">Where those late are listed, or null where there are none.</param>
public sealed record Duties(
    string? Rule,
    string Title,
    string? Level,
    int Due,
    int OnTime,
    int Late,
    decimal? Rate,
    decimal? Target,
    bool? TargetMet,
    int NotYetDue,
    int Refused,
    int Ended,
    int Relaxed,
    int CannotDetermine,
    DutiesBefore Previous,
    string? DueFlags,
    string? LateFlags);

/// <summary>How duties were done that fell due in the year before.</summary>
/// <param name="Due">Those that fell due.</param>
/// <param name="OnTime">Those of them done on time.</param>
/// <param name="Late">Those of them that were not.</param>
/// <param name="Rate">On time of due, in per cent; null where nothing was due.</param>
public sealed record DutiesBefore(int Due, int OnTime, int Late, decimal? Rate);
