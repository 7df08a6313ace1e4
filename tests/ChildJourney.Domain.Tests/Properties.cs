using FsCheck;
using FsCheck.Fluent;

namespace ChildJourney.Domain.Tests;

/// <summary>Runs properties.</summary>
public static class Properties
{
    /// <summary>Checks that every generated case holds; the action throws where one does not.</summary>
    public static void Hold<T>(Arbitrary<T> cases, Action<T> holds, int times = 3000) =>
        Prop.ForAll(cases, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    /// <summary>Checks that every generated case holds, for cases that have no smaller form.</summary>
    public static void Hold<T>(Gen<T> cases, Action<T> holds, int times = 3000) => Hold(cases.ToArbitrary(), holds, times);
}
