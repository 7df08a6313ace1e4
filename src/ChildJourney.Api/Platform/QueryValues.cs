using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>The parameters that a request gives, read by what the query declares.</summary>
public sealed class QueryValues
{
    private readonly Dictionary<QueryParameter, object> values = [];

    private QueryValues()
    {
    }

    /// <summary>The value, or null where it was left out.</summary>
    public T? Maybe<T>(QueryParameter<T> parameter)
        where T : struct => values.TryGetValue(parameter, out var value) ? (T)value : null;

    /// <summary>The text, or null where it was left out.</summary>
    public string? MaybeText(QueryParameter<string> parameter) => (string?)values.GetValueOrDefault(parameter);

    /// <summary>What a text was read as, or null where it was left out.</summary>
    public T? MaybeOne<T>(QueryParameter<T> parameter)
        where T : class => (T?)values.GetValueOrDefault(parameter);

    /// <summary>The values; none where it was left out.</summary>
    public IReadOnlyList<T> All<T>(QueryList<T> parameter) => values.TryGetValue(parameter, out var value) ? (List<T>)value : [];

    /// <summary>The day asked about.</summary>
    public LocalDate AsOf(IClock clock) => Maybe(Query.AsOf) ?? clock.InEngland();

    /// <summary>Reads what the request gives, and says everything that does not fit; a parameter that is not declared is at fault too.</summary>
    internal static QueryValues Read(IQueryCollection given, IReadOnlyList<QueryParameter> declared, ICollection<InputProblem> problems)
    {
        var read = new QueryValues();
        foreach (var (name, texts) in given)
        {
            var parameter = declared.FirstOrDefault(known => known.Name == name);
            if (parameter is null)
            {
                problems.Add(new InputProblem(name, declared.Count == 0
                    ? "no query parameters here"
                    : $"no such parameter: there are {string.Join(", ", declared.Select(known => known.Name))}"));
            }
            else if (parameter.Read(texts) is { } value)
            {
                read.values.Add(parameter, value);
            }
            else
            {
                problems.Add(new InputProblem(name, parameter.Schema.Expected));
            }
        }

        foreach (var missing in declared.Where(parameter => parameter.IsRequired && !given.ContainsKey(parameter.Name)))
        {
            problems.Add(new InputProblem(missing.Name, missing.Schema.Expected));
        }

        return read;
    }
}
