using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Somebody who is to be erased. Who it was is known only until it is done.</summary>
public sealed record ErasureRequest(
    long Id, string Kind, string? Value, bool BlockedToo, DateTimeOffset AskedAt, string AskedBy, string State, DateTimeOffset? CompletedAt, string? Result)
{
    public const string Pending = "pending";
    public const string Cleaning = "cleaning";
    public const string Complete = "complete";
}

/// <summary>Keeps who asked to be erased and what became of it.</summary>
internal sealed class ErasureRequests(Writer writer, string file)
{
    private const string Columns = "SELECT id, kind, value, blocked_too, asked_at, asked_by, state, completed_at, result FROM data_subject_request ";

    public Task<long> AddAsync(DataSubject subject, bool blockedToo, Person by) => writer.RunAsync(session =>
    {
        var id = (long)session.Scalar(
            "INSERT INTO data_subject_request (kind, value, blocked_too, asked_at, asked_by, state) VALUES (?1, ?2, ?3, ?4, ?5, 'pending') RETURNING id",
            subject.Kind, subject.Value, blockedToo ? 1 : 0, by.At.ToUnixTimeMilliseconds(), by.Name)!;
        by.Record(session, "data-subject.erase", Subject(id), null, new { subject.Kind, blockedToo, state = ErasureRequest.Pending });
        return id;
    });

    /// <summary>Everything is out of the tables; only the file is still to be looked at.</summary>
    public Task SetCleaningAsync(long id, string result) => writer.RunAsync(session =>
        session.Execute("UPDATE data_subject_request SET value = NULL, state = 'cleaning', result = ?2 WHERE id = ?1", id, result));

    public Task SetCompleteAsync(ErasureRequest request, Person by) => writer.RunAsync(session =>
    {
        session.Execute("UPDATE data_subject_request SET state = 'complete', completed_at = ?2 WHERE id = ?1", request.Id, by.At.ToUnixTimeMilliseconds());
        by.Record(session, "data-subject.erased", Subject(request.Id), new { state = ErasureRequest.Pending }, new { state = ErasureRequest.Complete });
        return request.Id;
    });

    /// <summary>The newest ones.</summary>
    public IReadOnlyList<ErasureRequest> Last(int limit) => Read(Columns + "ORDER BY id DESC LIMIT $number", limit);

    public ErasureRequest? Find(long id) => Read(Columns + "WHERE id = $number", id).FirstOrDefault();

    /// <summary>Those that are not done, oldest first.</summary>
    public IReadOnlyList<ErasureRequest> Open() => Read(Columns + "WHERE state <> 'complete' ORDER BY id LIMIT $number", 100);

    private static string Subject(long id) => $"data subject {id}";

    private List<ErasureRequest> Read(string sql, long number)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$number", number);
        var rows = new List<ErasureRequest>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(
                reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetBoolean(3), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                reader.GetString(5), reader.GetString(6), reader.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)), reader.IsDBNull(8) ? null : reader.GetString(8)));
        return rows;
    }
}
