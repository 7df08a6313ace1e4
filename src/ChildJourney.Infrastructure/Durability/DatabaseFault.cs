using System.Data.Common;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>What keeps the database from doing what it was asked: nothing that was sent, and nothing that the program does wrong.</summary>
/// <param name="Sentence">What it is, in words that name no file and quote nothing stored.</param>
public sealed record DatabaseFault(string Sentence)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const string OutOfReach = "The database cannot be reached for the moment.";
    private const string NotSecured = "The connection to the database's server cannot be secured: its certificate, or the settings for TLS, do not fit.";

    /// <summary>The fault behind an exception, or null where it is of another kind.</summary>
    public static DatabaseFault? Of(Exception? exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            var sentence = at switch
            {
                DatabaseUnusableException unusable => unusable.Message,
                SqliteException sqlite => SentenceOf(sqlite.SqliteErrorCode),
                PostgresException server => SentenceOf(server),
                NpgsqlOperationInProgressException => null,
                NpgsqlException { InnerException: AggregateException several } => several.InnerExceptions.Select(Of).FirstOrDefault(fault => fault is not null)?.Sentence ?? OutOfReach,
                NpgsqlException unreached => SentenceOf(unreached),
                DbException { IsTransient: true } => OutOfReach,
                _ => null,
            };
            if (sentence is not null)
            {
                return new DatabaseFault(sentence);
            }
        }

        return null;
    }

    /// <summary>Whether writers met, so that the transaction was undone and may succeed when it is tried again.</summary>
    public static bool IsCollision(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is DbUpdateConcurrencyException or PostgresException
                {
                    SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
                })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what an exception of the database says of itself holds nothing that was sent or stored.</summary>
    public static bool SaysNothingOfValues(Exception fault) => fault switch
    {
        // Data that does not fit is quoted.
        PostgresException server => !server.SqlState.StartsWith("22", StringComparison.Ordinal),
        SqliteException or NpgsqlException => true,
        _ => false,
    };

    private static string? SentenceOf(PostgresException server) => server.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => "There is no such database on the server.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "The server does not let the service in.",
        PostgresErrorCodes.InsufficientPrivilege => "The server does not let the service do that: its role lacks a right.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "The database can only be read: the server is a replica, or was set so.",
        PostgresErrorCodes.DiskFull => "The disk that holds the database is full.",
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "Other writers were in the way.",
        _ => server.IsTransient ? OutOfReach : null,
    };

    /// <summary>Before the server has answered: of several servers none may be the one that is asked for.</summary>
    private static string SentenceOf(NpgsqlException unreached) => unreached switch
    {
        { InnerException: AuthenticationException } => NotSecured,
        { InnerException: null } when unreached.Message.StartsWith("SSL ", StringComparison.Ordinal) => NotSecured,
        { InnerException: null } when unreached.Message.StartsWith("No password ", StringComparison.Ordinal) => "The server does not let the service in: it asks for a password, and none was given.",
        _ => OutOfReach,
    };

    private static string? SentenceOf(int code) => code switch
    {
        Busy or Locked => "The database is locked by another process.",
        ReadOnly => "The database can only be read: its files, their folder or the disk may not be written.",
        InputOutput => "The disk that holds the database does not read or write as it should.",
        Corrupt => "The database is damaged.",
        Full => "The disk that holds the database is full.",
        CannotOpen => "The database cannot be opened: its file is not there, or may not be read and written.",
        NotADatabase => "The file is not a SQLite database.",
        _ => null,
    };
}

/// <summary>The database cannot be used as it is.</summary>
/// <param name="sentence">Why not, in words for whoever runs the program.</param>
/// <param name="cause">What was met with, where it was an exception.</param>
public sealed class DatabaseUnusableException(string sentence, Exception? cause = null) : Exception(sentence, cause);
