using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Platform;

/// <summary>The database for a command that neither makes one nor brings it up to date.</summary>
internal static class CommandDatabase
{
    /// <summary>What a command needs of it.</summary>
    public enum Needs
    {
        /// <summary>Any that this program or an earlier version has written.</summary>
        Known,

        /// <summary>One that is up to date.</summary>
        UpToDate,
    }

    /// <summary>Begins to use it. One that is not there is not made, and one of another version is left as it is: that is said, and ends the command.</summary>
    public static async Task OpenAsync(ServiceProvider services, Needs needs)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (!DatabaseChoice.IsThere(configuration))
        {
            throw new DatabaseUnusableException($"There is no database: {DatabaseChoice.NameOf(configuration)}.");
        }

        services.GetRequiredService<DatabaseInUse>().Begin();
        await DatabaseChoice.BeginAsync(services, async db =>
        {
            var standing = await SchemaStanding.OfAsync(db, CancellationToken.None);
            if (standing.Refusal is { } refusal)
            {
                throw new DatabaseUnusableException(refusal);
            }

            if (needs == Needs.UpToDate && standing.Pending.Count > 0)
            {
                throw new DatabaseUnusableException("The database is of an earlier version: start the service once, which brings it up to date.");
            }
        });
    }
}
