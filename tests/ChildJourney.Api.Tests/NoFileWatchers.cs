using System.Runtime.CompilerServices;

namespace ChildJourney.Api.Tests;

/// <summary>Has no service of the tests watch its configuration files: there are more of them at once than a user may have watchers.</summary>
internal static class NoFileWatchers
{
    [ModuleInitializer]
    internal static void TurnOff() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
