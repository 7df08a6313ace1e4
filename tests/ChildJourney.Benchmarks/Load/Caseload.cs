using ChildJourney.Api.Features.Demo;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Benchmarks.Load;

/// <summary>A made-up caseload of any size: districts with staff of their own, of whose children two in three are looked after today.</summary>
internal static class Caseload
{
    /// <summary>Four teams hold the 600 who are looked after, with 12 reviewing officers and 35 social workers.</summary>
    public const int ChildrenOfDistrict = 900;

    /// <summary>The authority they are known to: the one of a service without sign-in.</summary>
    public const string AuthorityId = "local";

    private const int LookedAfterToday = 67;
    private const int ChildrenWithSuchStaff = 300;

    /// <summary>So that a child has between 25 and 40 obligations on average.</summary>
    private const int LongestStay = 200;

    private const int SchoolYearsBefore = 12;

    /// <summary>A team of the middle of the caseload.</summary>
    public static string TeamOf(int children) => NameIn("T-NORTH", children / 2 / ChildrenOfDistrict);

    /// <summary>A reviewing officer of the middle of the caseload.</summary>
    public static string OfficerOf(int children) => NameIn("IRO-03", children / 2 / ChildrenOfDistrict);

    /// <summary>Makes the children in order, on all processors; the same ones whenever today is the same.</summary>
    public static IEnumerable<(Child Child, IReadOnlyList<Entry> Entries)> Make(LocalDate today, int children)
    {
        var staff = new DemoStaff(ChildrenWithSuchStaff);
        var schoolYear = DemoTerms.SchoolYearOf(today);
        var terms = DemoTerms.Between(schoolYear - SchoolYearsBefore, schoolYear + 1);
        return Enumerable.Range(1, children).AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).Select(One);

        (Child, IReadOnlyList<Entry>) One(int number)
        {
            var dice = new DemoDice(number);
            var isLookedAfter = dice.Percent(LookedAfterToday);
            DemoStay stay;
            do
            {
                stay = isLookedAfter ? DemoStays.LookedAfter(dice, number, today) : DemoStays.Left(dice, number, today);
            }
            while (Period.DaysBetween(stay.From, LocalDate.Min(stay.To, today)) > LongestStay);
            var life = new DemoLife(stay.Child, number, today, dice, staff, terms);
            DemoCare.Write(life, stay);
            var district = (number - 1) / ChildrenOfDistrict;
            return (stay.Child, [.. life.Entries().Select(entry => InDistrict(entry, district))]);
        }
    }

    private static Entry InDistrict(Entry entry, int district) => entry is Allocation { Assignee: { } assignee } allocation
        ? Allocation.New(new EntryHead(entry.Id, entry.On), allocation.Role, NameIn(assignee, district))
        : entry;

    private static string NameIn(string name, int district) => FormattableString.Invariant($"{name}-{district + 1:0000}");
}
