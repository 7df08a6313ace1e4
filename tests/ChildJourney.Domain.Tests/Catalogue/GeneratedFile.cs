namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>A file that is checked in and generated from the code.</summary>
public static class GeneratedFile
{
    private const string Command = "dotnet build -c Release && .ci/catalogue";

    /// <summary>Whether this run writes the files instead of comparing them, as the command asks it to.</summary>
    private static bool Writes => Environment.GetEnvironmentVariable("CHILDJOURNEY_CATALOGUE") == "write";

    /// <summary>Fails where what is checked in is not what the code says.</summary>
    /// <param name="path">The file, from the folder of the checkout.</param>
    /// <param name="generated">What the code says.</param>
    public static void ShouldBeCheckedIn(string path, string generated)
    {
        var file = Path.Combine(Source.Root, path);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, generated);
        }

        File.Exists(file).Should().BeTrue("{0} is checked in; it is written by: {1}", path, Command);
        var checkedIn = File.ReadAllText(file);
        if (checkedIn != generated)
        {
            // Where they first differ says more than the whole of two long files.
            var at = checkedIn.Zip(generated).TakeWhile(letters => letters.First == letters.Second).Count();
            Around(checkedIn, at).Should().Be(Around(generated, at), "{0} is checked in and has to be what the code says; it is written anew by: {1}", path, Command);
        }
    }

    private static string Around(string text, int at)
    {
        var from = text.LastIndexOf('\n', Math.Max(at - 1, 0)) + 1;
        return $"line {text[..at].Count(letter => letter == '\n') + 1}: {text[Math.Max(from, at - 80)..Math.Min(text.Length, at + 80)]}";
    }
}
