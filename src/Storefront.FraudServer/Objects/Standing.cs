using System.Text.Json.Nodes;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Objects;

/// <summary>One thing as it stands: its kind, its ID, the word in force and everything known of it.</summary>
public sealed record StandingObject(string Kind, string Id, string? Outcome, JsonObject State);

/// <summary>What is in force, whatever order the events came in (contract, responses 8).</summary>
internal sealed class Standing(Database database)
{
    /// <summary>The thing itself, as merged, or null.</summary>
    public StandingObject? Find(string environmentId, ObjectKind kind, string id) =>
        Read("environment_id = $1 AND kind = $2 AND id = $3 LIMIT 1", environmentId, kind, id).FirstOrDefault();

    /// <summary>The status with the greatest statusDate; of several with the same, the last one received.</summary>
    public StandingObject? StatusOf(string environmentId, string purchaseId) => About(environmentId, ObjectKind.Status, purchaseId).FirstOrDefault();

    /// <summary>For each type of bank event the one with the greatest timestamp.</summary>
    public IReadOnlyList<StandingObject> BankResultsOf(string environmentId, string purchaseId) =>
        [.. About(environmentId, ObjectKind.BankEvent, purchaseId).DistinctBy(e => ObjectKind.Text(e.State, "type"), StringComparer.OrdinalIgnoreCase)];

    /// <summary>The label with the greatest eventTimeStamp.</summary>
    public StandingObject? LabelOf(string environmentId, string objectType, string objectId) =>
        About(environmentId, ObjectKind.Label, ObjectKind.LabelSubject(objectType, objectId)).FirstOrDefault();

    /// <summary>What became of a sign-up of purchase protection: the status with the greatest statusDate.</summary>
    public StandingObject? SignUpStatusOf(string environmentId, string signUpId) => About(environmentId, ObjectKind.SignUpStatus, signUpId).FirstOrDefault();

    /// <summary>What became of a sign-up: the status with the greatest statusDate.</summary>
    public StandingObject? CreationStatusOf(string environmentId, string signUpId) => About(environmentId, ObjectKind.AccountCreationStatus, signUpId).FirstOrDefault();

    /// <summary>The same of a sign-in.</summary>
    public StandingObject? LoginStatusOf(string environmentId, string loginId) => About(environmentId, ObjectKind.AccountLoginStatus, loginId).FirstOrDefault();

    public IReadOnlyList<StandingObject> RefundsOf(string environmentId, string purchaseId) => About(environmentId, ObjectKind.Refund, purchaseId);

    public IReadOnlyList<StandingObject> ChargebacksOf(string environmentId, string purchaseId) => About(environmentId, ObjectKind.Chargeback, purchaseId);

    private IReadOnlyList<StandingObject> About(string environmentId, ObjectKind kind, string subject) => Read(
        "environment_id = $1 AND kind = $2 AND subject = $3 ORDER BY at DESC, sequence DESC LIMIT 1000", environmentId, kind, subject);

    private IReadOnlyList<StandingObject> Read(string where, string environmentId, ObjectKind kind, string value) => database.Read(
        "SELECT kind, id, outcome, state FROM object WHERE " + where,
        row => new StandingObject(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), JsonNode.Parse(row.GetString(3))!.AsObject()),
        environmentId, kind.Name, new Key(value));
}
