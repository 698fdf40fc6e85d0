using Microsoft.Extensions.Options;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// Asks Fraud Protection about sign-ups and sign-ins, and tells it what became of them. Questions go out at once, statuses
/// through the outbox, in the caller's unit of work. A service that gives no answer never keeps a shopper out.
/// </summary>
internal sealed partial class AccountGuard(
    AccountProtectionEvents events, AccountEvents accounts, FraudConnection connection, OutboxWriter outbox, OutboxSignal signal, IOptions<AccountProtectionOptions> options, ILogger<AccountGuard> log)
{
    private bool On => connection.Enabled && options.Value.Mode != AccountProtectionMode.Off;

    private AssessmentType Mode => options.Value.Mode == AccountProtectionMode.Protect ? AssessmentType.Protect : AssessmentType.Evaluate;

    public Task<AccountCheck> AssessSignUpAsync(Customer newcomer, string ipAddress, CancellationToken cancellationToken) =>
        AssessAsync(AccountStep.SignUp, newcomer.Id, (id, correlation) => events.Creation(id, correlation, Mode, newcomer, ipAddress), cancellationToken);

    /// <param name="customer">Null for an address nobody has an account of: it is asked about all the same, so that both take as long and end alike.</param>
    public Task<AccountCheck> AssessSignInAsync(Customer? customer, string username, string ipAddress, CancellationToken cancellationToken)
    {
        var user = customer?.Id ?? Guid.NewGuid();
        return AssessAsync(AccountStep.SignIn, user, (id, correlation) => events.Login(id, correlation, Mode, user.ToString("D"), username, ipAddress), cancellationToken);
    }

    /// <summary>Adds a status to the unit of work; <see cref="Sent"/> after it is saved.</summary>
    public void Tell(AccountCheck check, AccountStatusType type, AccountStatusReason? reason = null, AccountChallengeType? by = null)
    {
        var isChallenge = reason?.Value.StartsWith("Challenge", StringComparison.Ordinal) == true;
        if (check.Told)
            outbox.Add(check.UserId, check.UserId, events.Status(check, type, reason ?? AccountStatusReason.None, isChallenge ? by ?? AccountChallengeType.Email : AccountChallengeType.None));
    }

    /// <summary>Tells of a new account that can be used from now on.</summary>
    public void TellCreated(Customer customer, string ipAddress)
    {
        if (On)
            outbox.Add(customer.Id.ToString("D"), customer.Id.ToString("D"), accounts.Created(customer, ipAddress));
    }

    public void Sent() => signal.Set();

    private async Task<AccountCheck> AssessAsync(AccountStep step, Guid user, Func<string, string, PreparedEvent> question, CancellationToken cancellationToken)
    {
        var check = new AccountCheck(step, Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"), user.ToString("D"), AccountVerdict.Proceed, On);
        if (!On)
            return check;

        try
        {
            var answer = await connection.Service.AssessAccountAsync(question(check.Id, check.CorrelationId), cancellationToken);
            return check with { Verdict = Mode == AssessmentType.Evaluate ? AccountVerdict.Proceed : Decide(answer.Decision) };
        }
        catch (FraudProtectionException e)
        {
            NoAnswer(log, step, check.CorrelationId, e);
            return check; // whoever knows the password is let in: see the summary
        }
    }

    private static AccountVerdict Decide(Decision decision) => decision switch
    {
        Decision.Approve => AccountVerdict.Proceed,
        Decision.Reject => AccountVerdict.Stop,
        Decision.Challenge => AccountVerdict.Prove,
        _ => AccountVerdict.Hold,
    };

    [LoggerMessage(LogLevel.Warning, "Fraud Protection gave no answer about a {Step} ({CorrelationId}); it goes on without.")]
    private static partial void NoAnswer(ILogger log, AccountStep step, string correlationId, Exception exception);
}
