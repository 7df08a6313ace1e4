using ChildJourney.Api.Platform.Access;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>The description as it is served: written once, since anyone may ask for it and writing it takes long.</summary>
internal static class PublishedDescription
{
    private const string Name = "v1";

    /// <summary>Maps its address.</summary>
    public static void MapDescription(this WebApplication app)
    {
        var text = new Lazy<Task<byte[]>>(() => WriteAsync(app.Services));
        app.MapGet($"/openapi/{Name}.json", async () => Results.Bytes(await text.Value, "application/json; charset=utf-8"))
            .WithMetadata(RouteAccess.Open)
            .ExcludeFromDescription();
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var description = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(Name);
        using var text = new MemoryStream();
        await description.SerializeAsJsonAsync(text, Description.Version);
        return text.ToArray();
    }
}
