using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads an SSDA903 return and stores what it changes.</summary>
public static class ImportReturn
{
    /// <summary>What is to be imported.</summary>
    /// <param name="Files">The files.</param>
    /// <param name="Options">How they are read.</param>
    /// <param name="Progress">Makes what is told how many children have been gone through, once their number is known.</param>
    public sealed record Command(IReadOnlyList<ReturnFile> Files, ImportOptions Options, Func<int, IProgress<int>>? Progress) : IRequest<ImportReport>;

    /// <summary>Reads the files, merges each child with what is stored, and stores the changes in groups.</summary>
    internal sealed class Handler(BulkRecords records, Platform.Caller caller, IClock clock) : IRequestHandler<Command, ImportReport>
    {
        public async Task<ImportReport> Handle(Command request, CancellationToken cancellationToken)
        {
            var read = Ssda903Import.Read(request.Files, request.Options, Platform.Today.InEngland(clock), cancellationToken);
            await records.StoreAsync(
                caller.AuthorityId,
                read.Children,
                child => child.Id,
                (child, stored) => ChangeOf(child.Merge(stored?.Child, [.. (stored?.Entries ?? []).Select(entry => entry.Entry)]), read.Report),
                caller.Name,
                children => new AuditEntry(caller.AuthorityId, clock.GetCurrentInstant(), caller.Name, "ImportReturn", children, "command line", StatusCodes.Status200OK, Reason: null),
                request.Progress?.Invoke(read.Children.Count),
                cancellationToken);
            return read.Report;
        }

        private static ChildChange? ChangeOf(ChildPlan plan, ImportReport report)
        {
            report.Add(plan);
            return plan is { Child: { } child, IsUnchanged: false }
                ? new ChildChange(child, plan.Puts, [.. plan.Voids.Select(entry => new Voiding(entry.Id, "entered-in-error"))])
                : null;
        }
    }
}
