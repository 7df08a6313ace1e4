using ChildJourney.Api;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Api.Features.Subscriptions;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;

return await CommandLine.RunAsync(args, async arguments =>
{
    var builder = Composition.Builder(DemoService.Without(arguments));
    if ((DatabaseChoice.Misconfigured(builder.Configuration) ?? SignIn.Misconfigured(builder.Configuration)
        ?? Limits.Misconfigured(builder.Configuration) ?? PublicAddresses.Misconfigured(builder.Configuration)) is { } amiss)
    {
        return await CommandLine.MisusedAsync(amiss);
    }

    if (SignIn.IssuerOf(builder.Configuration) is null && Loopback.Outside(builder.Configuration) is { } address)
    {
        return await CommandLine.MisusedAsync($"{address} is not an address of this machine alone. Without sign-in the service starts only on one that is, such as http://127.0.0.1:5080.");
    }

    if (DemoService.IsAskedFor(arguments))
    {
        DemoService.AddTo(builder);
    }

    await using var app = builder.Build();
    app.UseChildJourney();
    await Composition.PrepareAsync(app.Services);
    await app.RunAsync();
    return CommandLine.Done;
});
