namespace ChildJourney.Api.Tests.Client;

/// <summary>A test that needs Node.js and the packages of the lock file; where they are missing it is reported as skipped, by its name.</summary>
public sealed class WithNodeFactAttribute : FactAttribute
{
    private static readonly string[] packages = ["openapi-fetch", "openapi-typescript", "typescript"];

    public WithNodeFactAttribute() => Skip = WhyNot;

    private static string? WhyNot => !IsOnPath("node") || !IsOnPath("bash") ? "Node.js 20 or later is not installed here."
        : packages.Any(package => !Directory.Exists(Path.Combine(Modules, package))) ? "The packages of the lock file are not installed here: npm ci --ignore-scripts"
        : null;

    private static string Modules => Path.Combine(Path.GetDirectoryName(CheckedIn.File("package-lock.json"))!, "node_modules");

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
