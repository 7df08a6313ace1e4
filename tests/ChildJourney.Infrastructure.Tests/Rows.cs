using System.Globalization;

namespace ChildJourney.Infrastructure.Tests;

/// <summary>Rows as text, to be compared.</summary>
public static class Rows
{
    /// <summary>Every property of a row.</summary>
    public static string Line<T>(T row) =>
        string.Join(' ', typeof(T).GetProperties().Select(property => $"{property.Name}={Convert.ToString(property.GetValue(row), CultureInfo.InvariantCulture)}"));
}
