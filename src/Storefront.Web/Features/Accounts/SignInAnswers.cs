using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Accounts;

/// <summary>Where each end of a sign-in leads.</summary>
internal static class SignInAnswers
{
    private const string NotRight = "The email or the password is not right. After several wrong tries an account is closed for some minutes.";
    private const string NotNow = "We cannot sign you in at the moment. Please try again later, or write to us.";

    /// <param name="refused">The form again, with the sentence that says why.</param>
    public static IActionResult Answer(this Controller controller, Entry entry, bool stay, string? returnUrl, Func<string, IActionResult> refused)
    {
        var back = controller.Url.IsLocalUrl(returnUrl) ? returnUrl : null;
        return entry.Outcome switch
        {
            EntranceOutcome.SignedIn => new SeeOther(controller.AfterSignIn(returnUrl)),
            EntranceOutcome.TwoFactor => new SeeOther(QueryHelpers.AddQueryString("/account/sign-in/code", new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["stay"] = stay ? "true" : "false",
                ["returnUrl"] = back,
            })),
            EntranceOutcome.Challenge => new SeeOther($"/account/challenge/{entry.ChallengeId:D}"),
            EntranceOutcome.Unconfirmed => new SeeOther("/account/check-mail"),
            EntranceOutcome.Held => new SeeOther("/account/being-checked"),
            EntranceOutcome.Stopped => refused(NotNow),
            _ => refused(NotRight),
        };
    }

    /// <summary>Back to where one was, if that is a page of ours; otherwise to one's work, or to one's account.</summary>
    public static string AfterSignIn(this Controller controller, string? returnUrl) =>
        controller.Url.IsLocalUrl(returnUrl) ? returnUrl! : StaffMenu.Home(controller.User) ?? "/account";
}
