using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Accounts;

namespace Storefront.Web.Fraud;

/// <summary>The events of account protection (docs/contract/events.md section 7, flows.md section 9), each made once.</summary>
internal sealed class AccountProtectionEvents(FraudConnection connection, TimeProvider clock)
{
    /// <summary>The question whether this account should be made. It has no user ID yet.</summary>
    public PreparedEvent Creation(string signUpId, string correlationId, AssessmentType mode, Customer newcomer, string ipAddress) => connection.Service.Prepare(
        new AccountCreation
        {
            Metadata = new AccountCreationMetadata { SignUpId = signUpId, AssessmentType = mode, CustomerLocalDate = clock.GetUtcNow() },
            Device = Device(signUpId, ipAddress),
            User = new AccountUser { UserType = ProfileType.Consumer, Username = newcomer.Email!, FirstName = newcomer.FirstName, LastName = newcomer.LastName, Language = "EN-US" },
            Email = [new AccountEmail { EmailType = ContactType.Primary, EmailValue = newcomer.Email!, IsEmailValidated = false, IsEmailUsername = true }],
        },
        correlationId);

    /// <summary>The question whether somebody should be let in.</summary>
    public PreparedEvent Login(string loginId, string correlationId, AssessmentType mode, string userId, string username, string ipAddress) => connection.Service.Prepare(
        new AccountLogin
        {
            Metadata = new AccountLoginMetadata { LoginId = loginId, AssessmentType = mode, CustomerLocalDate = clock.GetUtcNow() },
            Device = Device(loginId, ipAddress),
            User = new AccountUser { UserId = userId, UserType = ProfileType.Consumer, Username = username },
        },
        correlationId);

    /// <summary>What became of a sign-up or sign-in.</summary>
    public PreparedEvent Status(AccountCheck check, AccountStatusType type, AccountStatusReason reason, AccountChallengeType challenge)
    {
        var details = new AccountStatusDetails { StatusType = type, ReasonType = reason, ChallengeType = challenge, StatusDate = clock.GetUtcNow() };
        FraudEvent status = check.Step == AccountStep.SignUp
            ? new AccountCreationStatus { Metadata = new AccountCreationStatusMetadata { SignUpId = check.Id, UserId = check.UserId }, StatusDetails = details }
            : new AccountLoginStatus { Metadata = new AccountLoginStatusMetadata { LoginId = check.Id, UserId = check.UserId }, StatusDetails = details };
        return connection.Service.Prepare(status, check.CorrelationId);
    }

    // There is no fingerprinting script in these pages: the session is the visit itself.
    private static AccountDevice Device(string session, string ipAddress) => new() { DeviceContextId = session, IpAddress = ipAddress };
}
