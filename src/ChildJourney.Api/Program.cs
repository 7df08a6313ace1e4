using ChildJourney.Api;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddChildJourney();

var app = builder.Build();
app.UseChildJourney();
app.Run();
