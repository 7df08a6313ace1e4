using ChildJourney.Api;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Api.Platform;

return await CommandLine.RunAsync(args, async arguments =>
{
    var builder = WebApplication.CreateBuilder(DemoService.Without(arguments));
    builder.AddChildJourney();
    if (DemoService.IsAskedFor(arguments))
    {
        DemoService.AddTo(builder);
    }

    if (Loopback.Outside(builder.Configuration) is { } address)
    {
        return await CommandLine.MisusedAsync($"{address} is open to other machines. Without sign-in the service starts for this machine alone, such as on http://127.0.0.1:5080.");
    }

    var app = builder.Build();
    app.UseChildJourney();
    await app.RunAsync();
    return CommandLine.Done;
});
