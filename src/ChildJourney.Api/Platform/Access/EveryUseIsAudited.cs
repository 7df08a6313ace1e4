using NodaTime;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Writes to the audit log what a route refused by itself, before any handler heard of it, and what broke: every use leaves a row.</summary>
internal sealed class EveryUseIsAudited : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var work = http.RequestServices.GetRequiredService<AuditTrail>().Begin();
        http.RequestServices.GetRequiredService<CurrentUse>().Work = work;
        object? result;
        try
        {
            result = await next(context);
        }
        catch (Exception problem) when (problem is not (AuditUnwritableException or OperationCanceledException))
        {
            await WriteAsync(http, Problems.StatusOf(problem));
            throw;
        }

        await WriteAsync(http, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK);
        return result;
    }

    private static async Task WriteAsync(HttpContext http, int status)
    {
        var services = http.RequestServices;
        var use = services.GetRequiredService<CurrentUse>();
        if (!use.IsWritten && use.EntryFor(status, services.GetRequiredService<Caller>(), services.GetRequiredService<IClock>().GetCurrentInstant()) is { } entry)
        {
            await services.GetRequiredService<AuditTrail>().WriteAsync(entry, http.RequestAborted, use.Work);
            use.IsWritten = true;
        }
    }
}
