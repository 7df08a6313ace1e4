namespace ChildJourney.Api.Platform.Access;

/// <summary>Says at the start that nobody signs in, where that is so.</summary>
internal sealed partial class SaidAtStart(IConfiguration configuration, ILogger<SaidAtStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (SignIn.IssuerOf(configuration) is null)
        {
            SayNobodySignsIn(Caller.OfThisMachine.AuthorityId);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "No issuer of tokens is configured: nobody signs in, and whoever uses this machine may read and write everything of the one authority {AuthorityId}. The service listens to this machine alone")]
    private partial void SayNobodySignsIn(string authorityId);
}
