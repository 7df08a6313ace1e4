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

    var app = builder.Build();
    app.UseChildJourney();
    await app.RunAsync();
});
