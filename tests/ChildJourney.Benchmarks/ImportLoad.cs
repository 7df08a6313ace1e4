using System.Diagnostics;
using ChildJourney.Api;
using ChildJourney.Api.Features.Imports;
using ChildJourney.Infrastructure;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChildJourney.Benchmarks;

/// <summary>An SSDA903 import beside prepared inserts of the very rows that it stores, in turn.</summary>
internal static class ImportLoad
{
    private const int Rounds = 5;
    private const int RowsPerTransaction = 20_000;
    private static readonly string[] tables = ["children", "entries", "spans", "obligations", "drift_spans", "review_glances"];

    /// <summary>Measures a return of so many children, by the command or over HTTP, and prints the table.</summary>
    public static async Task RunAsync(int children, bool overHttp)
    {
        var folder = Directory.CreateTempSubdirectory("childjourney-import-").FullName;
        try
        {
            var today = new LocalDate(2026, 11, 22);
            var csvRows = ReturnWriter.Write(folder, today, children);
            var ratios = new List<double>();
            Console.WriteLine($"{children:N0} children, {csvRows:N0} rows of CSV");
            for (var round = 0; round <= Rounds; round++)
            {
                var imported = Path.Combine(folder, $"imported-{round}.db");
                var (importTime, peak) = overHttp ? await HttpImport.RunAsync(folder, imported) : (await ImportAsync(folder, imported), 0);
                var rows = await ReadAsync(imported);
                var insertTime = await InsertAsync(rows, Path.Combine(folder, $"inserted-{round}.db"));
                var stored = rows.Sum(table => table.Rows.Count);
                var ratio = insertTime / importTime;
                Console.WriteLine($"{(round == 0 ? "warm-up" : $"round {round}")}: {stored:N0} rows; import {stored / importTime.TotalSeconds:N0} rows/s, prepared inserts {stored / insertTime.TotalSeconds:N0} rows/s, ratio {ratio:0.00}{(overHttp ? $", peak memory {peak:0} MB" : "")}");
                if (round > 0)
                {
                    ratios.Add(ratio);
                }
            }

            ratios.Sort();
            Console.WriteLine($"median ratio {ratios[ratios.Count / 2]:0.00}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> ImportAsync(string folder, string database)
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__ChildJourney", $"Data Source={database}");
        await using var services = Composition.ForCommand();
        await using var scope = services.CreateAsyncScope();
        await Composition.PrepareAsync(scope.ServiceProvider);
        using var files = ReturnFiles.FromPath(folder)!;
        var watch = Stopwatch.StartNew();
        var report = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportReturn.Command(files.All, new ImportOptions(), Progress: null));
        watch.Stop();
        if (report.Refusals.Count > 0)
        {
            throw new InvalidOperationException($"{report.Refusals.Count} rows were refused, the first: {report.Refusals[0]}");
        }

        return watch.Elapsed;
    }

    private static async Task<IReadOnlyList<(string Table, IReadOnlyList<object[]> Rows)>> ReadAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        var read = new List<(string, IReadOnlyList<object[]>)>();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<object[]>();
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            read.Add((table, rows));
        }

        return read;
    }

    private static async Task<TimeSpan> InsertAsync(IReadOnlyList<(string Table, IReadOnlyList<object[]> Rows)> tablesRead, string database)
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__ChildJourney", $"Data Source={database}");
        await using var services = Composition.ForCommand();
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<JourneyDb>().PrepareAsync(CancellationToken.None);
        }

        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        var watch = Stopwatch.StartNew();
        foreach (var (table, rows) in tablesRead)
        {
            foreach (var group in rows.Chunk(RowsPerTransaction))
            {
                await using var transaction = connection.BeginTransaction();
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", group[0].Select((_, column) => $"@p{column}"))})";
                var parameters = group[0].Select((_, column) => command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{column}" })).ToArray();
                command.Prepare();
                foreach (var row in group)
                {
                    for (var column = 0; column < row.Length; column++)
                    {
                        parameters[column].Value = row[column];
                    }

                    command.ExecuteNonQuery();
                }

                await transaction.CommitAsync();
            }
        }

        watch.Stop();
        return watch.Elapsed;
    }
}
