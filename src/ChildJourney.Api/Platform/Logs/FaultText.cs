using System.Text;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Platform.Logs;

/// <summary>A fault as the log tells of it.</summary>
internal static class FaultText
{
    /// <summary>Its kind and where it happened, and so with each fault that caused it.</summary>
    /// <remarks>What it says of itself only where that is known to hold nothing that was sent or stored: many a fault quotes the value it met with.</remarks>
    public static string Of(Exception fault)
    {
        var text = new StringBuilder();
        for (var at = fault; at is not null; at = at.InnerException)
        {
            var says = SaysNothingOfValues(at) ? $": {at.Message}" : "";
            text.Append(at == fault ? "" : "caused by ").Append(at.GetType()).Append(says).AppendLine();
            if (at.StackTrace is { } places)
            {
                text.AppendLine(places);
            }
        }

        return text.ToString();
    }

    private static bool SaysNothingOfValues(Exception fault) =>
        DatabaseFault.SaysNothingOfValues(fault) || fault is IOException or AuditUnwritableException or ITellsWhatWasStored or OperationCanceledException or TimeoutException;
}
