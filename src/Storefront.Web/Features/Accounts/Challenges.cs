using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Accounts;

/// <summary>The step-up: a six-digit code by email, ten minutes, five tries; or the code of an app where the account asks for one.</summary>
internal sealed class Challenges(
    StoreDb db, AccountGuard guard, AccountMails mails, IPasswordHasher<Customer> hasher, IOptions<AccountProtectionOptions> options, TimeProvider clock)
{
    /// <summary>Mails a code, in the caller's unit of work. Without an account nothing is mailed and no code fits.</summary>
    public AccountChallenge Begin(AccountCheck check, Customer? customer, bool stay = false, string? returnUrl = null)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var challenge = new AccountChallenge
        {
            CustomerId = customer?.Id,
            Step = check.Step,
            CheckId = check.Id,
            CorrelationId = check.CorrelationId,
            UserId = check.UserId,
            CodeHash = hasher.HashPassword(customer ?? new Customer(), code),
            TriesLeft = options.Value.CodeTries,
            ExpiresAt = clock.GetUtcNow() + options.Value.CodeLifetime,
            Stay = stay,
            ReturnUrl = returnUrl,
        };
        db.AccountChallenges.Add(challenge);
        if (customer is not null)
            mails.Code(customer, code, options.Value.CodeLifetime);
        guard.Tell(check, AccountStatusType.Pending, AccountStatusReason.ChallengePending);
        return challenge;
    }

    /// <summary>The code comes from the customer's app, which the account itself asks for. Null where Fraud Protection was not asked: then nobody waits for the end of it.</summary>
    public AccountChallenge? BeginWithApp(AccountCheck check, Customer customer)
    {
        if (!check.Told)
            return null;

        var challenge = new AccountChallenge
        {
            CustomerId = customer.Id,
            Step = check.Step,
            CheckId = check.Id,
            CorrelationId = check.CorrelationId,
            UserId = check.UserId,
            ByApp = true,
            ExpiresAt = clock.GetUtcNow() + options.Value.CodeLifetime,
        };
        db.AccountChallenges.Add(challenge);
        guard.Tell(check, AccountStatusType.Pending, AccountStatusReason.ChallengePending, challenge.Way);
        return challenge;
    }

    /// <summary>The app's code was right, or so often wrong that the account is closed.</summary>
    public async Task EndWithAppAsync(Guid id, bool passed)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.AccountChallenges.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ByApp) is not { } challenge
            || await db.AccountChallenges.Where(row => row.Id == id && row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(found => found.ClosedAt, now)) == 0)
            return;

        guard.Tell(challenge.Check, passed ? AccountStatusType.Approved : AccountStatusType.Rejected, passed ? AccountStatusReason.ChallengePassed : AccountStatusReason.ChallengeFailed, challenge.Way);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        guard.Sent();
    }

    public Task<AccountChallenge?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.AccountChallenges.AsNoTracking().SingleOrDefaultAsync(challenge => challenge.Id == id && !challenge.ByApp && challenge.ClosedAt == null && challenge.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Uses one try, whoever else tries at the same moment. True closes the challenge as passed.</summary>
    public async Task<bool> TryAsync(AccountChallenge challenge, string code, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = db.AccountChallenges.Where(row => row.Id == challenge.Id && !row.ByApp && row.ClosedAt == null && row.ExpiresAt > now);
        if (await open.Where(row => row.TriesLeft > 0).ExecuteUpdateAsync(row => row.SetProperty(found => found.TriesLeft, found => found.TriesLeft - 1), cancellationToken) == 0)
            return false;

        return challenge.CustomerId is not null
            && hasher.VerifyHashedPassword(new Customer(), challenge.CodeHash, code) != PasswordVerificationResult.Failed
            && await open.ExecuteUpdateAsync(row => row.SetProperty(found => found.ClosedAt, now), cancellationToken) == 1;
    }

    /// <summary>After a wrong code: where no try is left the challenge has failed. True then.</summary>
    public async Task<bool> HasFailedAsync(AccountChallenge challenge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var closed = await db.AccountChallenges.Where(row => row.Id == challenge.Id && row.ClosedAt == null && row.TriesLeft == 0)
            .ExecuteUpdateAsync(row => row.SetProperty(found => found.ClosedAt, now), cancellationToken);
        if (closed == 0)
            return false;

        await EndAsync(challenge, AccountStatusReason.ChallengeFailed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        guard.Sent();
        return true;
    }

    /// <summary>Closes what nobody answered in time. The answer says how many there were.</summary>
    public async Task<int> GiveUpAsync(CancellationToken cancellationToken)
    {
        const int atOnce = 100;
        var now = clock.GetUtcNow();
        var old = await db.AccountChallenges.AsNoTracking().Where(row => row.ClosedAt == null && row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt).Take(atOnce).ToListAsync(cancellationToken);
        foreach (var challenge in old)
            await AbandonAsync(challenge, cancellationToken);
        return old.Count;
    }

    /// <summary>A sign-up that was challenged and is begun anew.</summary>
    public async Task AbandonOfAsync(Customer customer, CancellationToken cancellationToken)
    {
        foreach (var challenge in await db.AccountChallenges.AsNoTracking().Where(row => row.CustomerId == customer.Id && row.ClosedAt == null).ToListAsync(cancellationToken))
            await AbandonAsync(challenge, cancellationToken);
        await db.Users.Where(row => row.Id == customer.Id && row.Standing == AccountStanding.Challenged).ExecuteDeleteAsync(cancellationToken);
        db.Entry(customer).State = EntityState.Detached;
    }

    private async Task AbandonAsync(AccountChallenge challenge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        if (await db.AccountChallenges.Where(row => row.Id == challenge.Id && row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(found => found.ClosedAt, now), cancellationToken) == 0)
            return;

        await EndAsync(challenge, AccountStatusReason.ChallengeAbandoned, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        guard.Sent();
    }

    // An account that never came to be is not kept.
    private async Task EndAsync(AccountChallenge challenge, AccountStatusReason reason, CancellationToken cancellationToken)
    {
        guard.Tell(challenge.Check, AccountStatusType.Rejected, reason, challenge.Way);
        await db.SaveChangesAsync(cancellationToken);
        if (challenge.Step == AccountStep.SignUp)
            await db.Users.Where(row => row.Id == challenge.CustomerId && row.Standing == AccountStanding.Challenged).ExecuteDeleteAsync(cancellationToken);
    }
}
