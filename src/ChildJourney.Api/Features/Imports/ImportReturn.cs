using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads an SSDA903 return and stores what it changes, at once.</summary>
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
            using var read = Ssda903Import.Read(request.Files, request.Options, Platform.Today.InEngland(clock), cancellationToken);
            var count = new GroupCount();
            await records.StoreAsync(
                caller.AuthorityId,
                read.Children,
                child => child.Id,
                (child, stored) =>
                {
                    var plan = child.Merge(stored);
                    count.Add(() => read.Report.Add(plan));
                    return plan.ToChange(request.Options.DryRun);
                },
                child => count.Add(() => read.Report.Add(child.RefuseErased())),
                caller.Name,
                children => new AuditEntry(caller.AuthorityId, clock.GetCurrentInstant(), caller.Name, "ImportReturn", children, "command line", StatusCodes.Status200OK, Reason: null),
                count,
                request.Progress?.Invoke(read.Count),
                cancellationToken);
            return read.Report;
        }
    }
}
