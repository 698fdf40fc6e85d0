namespace Storefront.Web.Features.Accounts;

internal enum AccountStep
{
    SignUp,
    SignIn,
}

/// <summary>What the shop does about a sign-up or sign-in.</summary>
internal enum AccountVerdict
{
    Proceed,
    Stop,

    /// <summary>One more proof: a code sent by email.</summary>
    Prove,

    /// <summary>A person looks at it.</summary>
    Hold,
}

/// <summary>One sign-up or sign-in that Fraud Protection was asked about, or was not.</summary>
/// <param name="Id">signUpId or loginId on the wire.</param>
/// <param name="UserId">The account on the wire; a fresh GUID where there is none.</param>
/// <param name="Told">False where account protection is off: no status is sent either.</param>
internal sealed record AccountCheck(AccountStep Step, string Id, string CorrelationId, string UserId, AccountVerdict Verdict, bool Told);
