using System.Diagnostics;

namespace ChildJourney.Api.Tests.Client;

/// <summary>A client whose types are made from the description compiles, and works with the service.</summary>
public sealed class TypedClientTests
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    [WithNodeFact]
    public async Task A_client_made_from_the_description_records_reads_and_is_refused_as_its_types_say()
    {
        using var program = new RealProgram();
        using var service = await program.ServeAsync();

        var (exitCode, output) = await DriveAsync(service.Address);

        exitCode.Should().Be(0, "{0}", output);
        output.Should().Contain("ok: a policy is replaced only as it was read");
    }

    private static async Task<(int ExitCode, string Output)> DriveAsync(Uri address)
    {
        var script = CheckedIn.File("tests", "ChildJourney.Api.Tests", "Client", "drive.sh");
        using var drive = Process.Start(new ProcessStartInfo("bash", [script, address.ToString().TrimEnd('/')]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            var output = drive.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = drive.StandardError.ReadToEndAsync(deadline.Token);
            await drive.WaitForExitAsync(deadline.Token);
            return (drive.ExitCode, await output + await errors);
        }
        finally
        {
            if (!drive.HasExited)
            {
                drive.Kill(entireProcessTree: true);
            }
        }
    }
}
