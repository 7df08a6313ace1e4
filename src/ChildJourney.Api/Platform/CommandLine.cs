using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Platform;

/// <summary>Something the program does instead of serving. Every class that is one is found.</summary>
internal interface IVerb
{
    /// <summary>The word it is called by.</summary>
    static abstract string Name { get; }

    /// <summary>A line that says how it is called and what it does.</summary>
    static abstract string Usage { get; }

    /// <summary>Does it. Returns the exit code: 0 done, 1 failed, 2 wrong use.</summary>
    static abstract Task<int> RunAsync(IReadOnlyList<string> arguments);
}

/// <summary>Reads the command line: no argument, or options alone, serve; a word does something else.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;

    private static readonly (string Name, string Usage, Func<IReadOnlyList<string>, Task<int>> RunAsync)[] verbs =
        [.. typeof(IVerb).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IVerb))).Select(Verb).OrderBy(verb => verb.Name, StringComparer.Ordinal)];

    /// <summary>Does what the arguments ask for; what the database keeps it from is said in a sentence.</summary>
    public static async Task<int> RunAsync(string[] arguments, Func<string[], Task<int>> serveAsync)
    {
        try
        {
            return await ChooseAsync(arguments, serveAsync);
        }
        catch (Exception problem) when (DatabaseFault.Of(problem) is { } fault)
        {
            return await FailedAsync(fault.Sentence);
        }
    }

    /// <summary>Says what was wrong with the arguments, and what would be right.</summary>
    public static async Task<int> MisusedAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem + Environment.NewLine + Environment.NewLine + Usage());
        return WrongUse;
    }

    /// <summary>Says why it could not be done.</summary>
    public static async Task<int> FailedAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return Failed;
    }

    private static async Task<int> ChooseAsync(string[] arguments, Func<string[], Task<int>> serveAsync)
    {
        if (arguments is ["--help" or "-h" or "help", ..])
        {
            await Console.Out.WriteLineAsync(Usage());
            return Done;
        }

        if (arguments is [var word, ..] && !word.StartsWith('-'))
        {
            var verb = verbs.FirstOrDefault(known => known.Name == word);
            return verb.RunAsync is not { } runAsync ? await MisusedAsync($"There is no command {word}.")
                : DatabaseChoice.Misconfigured(Composition.ConfigurationOfCommand()) is { } amiss ? await MisusedAsync(amiss)
                : await runAsync(arguments[1..]);
        }

        return await serveAsync(arguments);
    }

    private static string Usage() => string.Join(
        Environment.NewLine,
        [
            "ChildJourney: what the law asks for each looked-after child in England, and by when.",
            "",
            "  (no argument)                 serve",
            "  --demo                        serve a made-up authority of 300 children, in a database of its own",
            .. verbs.Select(verb => "  " + verb.Usage),
        ]);

    private static (string Name, string Usage, Func<IReadOnlyList<string>, Task<int>> RunAsync) Verb(Type type) =>
    (
        (string)type.GetProperty(nameof(IVerb.Name))!.GetValue(null)!,
        (string)type.GetProperty(nameof(IVerb.Usage))!.GetValue(null)!,
        type.GetMethod(nameof(IVerb.RunAsync))!.CreateDelegate<Func<IReadOnlyList<string>, Task<int>>>());
}
