using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddHealthChecks();
builder.Services.AddEndpointsApiExplorer();
builder.Services.AddSwaggerGen(options => options.SwaggerDoc("v1", new OpenApiInfo
{
    Title = "ChildJourney",
    Version = "v1",
    Description = "What the law asks for each looked-after child in England, and by when.",
}));
builder.Services.Configure<SwaggerOptions>(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);

var app = builder.Build();

app.MapHealthChecks("/health/live");
app.MapSwagger("/openapi/{documentName}.json");

app.Run();
