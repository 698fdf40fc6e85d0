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
internal sealed class ErasureRequests(Writer writer, Database database)
{
    private const string Columns = "SELECT id, kind, value, blocked_too, asked_at, asked_by, state, completed_at, result FROM data_subject_request ";

    public Task<long> AddAsync(DataSubject subject, bool blockedToo, Person by) => writer.RunAsync(session =>
    {
        var id = (long)session.Scalar(
            "INSERT INTO data_subject_request (kind, value, blocked_too, asked_at, asked_by, state) VALUES ($1, $2, $3, $4, $5, 'pending') RETURNING id",
            subject.Kind, subject.Value, blockedToo ? 1 : 0, by.At.ToUnixTimeMilliseconds(), by.Name)!;
        by.Record(session, "data-subject.erase", Subject(id), null, new { subject.Kind, blockedToo, state = ErasureRequest.Pending });
        return id;
    });

    /// <summary>Everything is out of the tables; only the file is still to be looked at.</summary>
    public Task SetCleaningAsync(long id, string result) => writer.RunAsync(session =>
        session.Execute("UPDATE data_subject_request SET value = NULL, state = 'cleaning', result = $2 WHERE id = $1", id, result));

    public Task SetCompleteAsync(ErasureRequest request, Person by) => writer.RunAsync(session =>
    {
        session.Execute("UPDATE data_subject_request SET state = 'complete', completed_at = $2 WHERE id = $1", request.Id, by.At.ToUnixTimeMilliseconds());
        by.Record(session, "data-subject.erased", Subject(request.Id), new { state = ErasureRequest.Pending }, new { state = ErasureRequest.Complete });
        return request.Id;
    });

    /// <summary>The newest ones.</summary>
    public IReadOnlyList<ErasureRequest> Last(int limit) => Read(Columns + "ORDER BY id DESC LIMIT $1", limit);

    public ErasureRequest? Find(long id) => Read(Columns + "WHERE id = $1", id).FirstOrDefault();

    /// <summary>Those that are not done, oldest first.</summary>
    public IReadOnlyList<ErasureRequest> Open() => Read(Columns + "WHERE state <> 'complete' ORDER BY id LIMIT $1", 100);

    private static string Subject(long id) => $"data subject {id}";

    private IReadOnlyList<ErasureRequest> Read(string sql, long number) => database.Read(
        sql,
        row => new ErasureRequest(
            row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3) != 0, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.GetString(5), row.GetString(6), row.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)), row.IsDBNull(8) ? null : row.GetString(8)),
        number);
}
