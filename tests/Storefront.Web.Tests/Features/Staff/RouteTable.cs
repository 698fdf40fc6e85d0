namespace Storefront.Tests.Web.Features.Staff;

/// <summary>
/// Who may open what: one line per route of the shop, one letter per actor, in the order of <see cref="Actors.Names"/>.
/// <c>O</c> opens (the page, or an answer to what was posted) · <c>S</c> is sent to sign in · <c>F</c> is forbidden (403) ·
/// <c>N</c> is not there (404). A route without a line fails the tests; so does a line without a route.
/// </summary>
/// <remarks>
/// The seven columns are: anonymous, guest with the link of an order, shopper A, shopper B, support, reviewer, administrator.
/// Parameters in braces are filled in by <see cref="Actors.Fill"/>: <c>{number}</c> is the order of the guest link.
/// </remarks>
internal static class RouteTable
{
    private const string Everybody = "OOO OOO O";
    private const string Nobody = "NNN NNN N"; // needs an ID that nobody in this world has
    private const string Staff = "SSF FOO O";
    private const string SupportOnly = "SSF FOF O";
    private const string Administrators = "SSF FFF O";
    private const string NothingOfIt = "SSF FFF N"; // an administrator's, with an ID that nobody has
    private const string SignedIn = "SSO OOO O";
    private const string Reviewers = "SSF FFO O";
    private const string ReviewersNobody = "SSF FFN N";
    private const string SupportKnowingTheId = "SSF FNF N"; // needs an ID that nobody in this world has
    private const string NobodysOwn = "SSN NNN N"; // needs an ID that is one's own

    public static readonly IReadOnlyDictionary<string, string> Rows = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // The shop
        ["GET /"] = Everybody,
        ["GET /c/{slug}"] = Everybody,
        ["GET /p/{slug}"] = Everybody,
        ["GET /search"] = Everybody,
        ["GET /cart"] = Everybody,
        ["POST /cart/add"] = Everybody,
        ["POST /cart/update"] = Everybody,
        ["GET /checkout"] = Everybody, // an empty cart leads back to it
        ["POST /checkout"] = Everybody,
        ["GET /checkout/{id:guid}/payment"] = Nobody,
        ["GET /checkout/{id:guid}/pay"] = Nobody,
        ["GET /checkout/{id:guid}/card"] = Nobody,
        ["POST /checkout/{id:guid}/card"] = Nobody,
        ["GET /checkout/{id:guid}/review"] = Nobody,
        ["POST /checkout/{id:guid}/place"] = Nobody,
        ["GET /checkout/{id:guid}/outcome"] = Nobody,
        ["GET /developer"] = Everybody, // Development, and this machine only
        ["GET /developer/calls"] = Everybody,
        ["GET /developer/documents/{name}"] = Everybody,
        ["POST /developer/buy-as"] = Everybody,
        ["POST /developer/switchboard"] = Everybody,
        ["GET /mdt.js"] = Nobody, // switched off
        ["POST /mdt/collect"] = Nobody,
        ["GET /orders/{number}"] = "NON NNN N", // whoever has the link
        ["GET /privacy"] = Everybody,
        ["GET /health/live"] = Everybody,
        ["GET /health/ready"] = Everybody,
        ["GET /mailbox"] = Everybody, // Development, and this machine only
        ["GET /mailbox/{id:guid}"] = Nobody,
        ["GET /mailbox/{id:guid}/html"] = Nobody,

        // Reviews, chargebacks, labels
        ["GET /admin/reviews"] = Reviewers,
        ["GET /admin/reviews/{number}"] = ReviewersNobody, // the order of the guest link was never held
        ["POST /admin/reviews/{number}/claim"] = ReviewersNobody,
        ["POST /admin/reviews/{number}/give-back"] = ReviewersNobody,
        ["POST /admin/reviews/{number}/note"] = ReviewersNobody,
        ["POST /admin/reviews/{number}/approve"] = ReviewersNobody,
        ["POST /admin/reviews/{number}/reject"] = ReviewersNobody,
        ["GET /admin/chargebacks"] = Reviewers,
        ["GET /admin/chargebacks/new"] = Reviewers,
        ["POST /admin/chargebacks"] = Reviewers,
        ["GET /admin/chargebacks/{id:guid}"] = ReviewersNobody,
        ["POST /admin/chargebacks/{id:guid}/move"] = ReviewersNobody,
        ["GET /admin/chargebacks/{id:guid}/evidence"] = ReviewersNobody,
        ["GET /admin/chargebacks/import"] = Reviewers,
        ["POST /admin/chargebacks/import"] = Reviewers,
        ["POST /admin/chargebacks/import/record"] = Reviewers,
        ["GET /admin/labels"] = Reviewers,
        ["GET /admin/labels/new"] = Reviewers,
        ["POST /admin/labels"] = Reviewers,
        ["POST /orders/{number}/cancel"] = "NON NNN N", // whoever has the link
        ["POST /orders/{number}/return"] = "NON NNN N",

        // Orders after the sale
        ["GET /admin/orders"] = Staff,
        ["GET /admin/orders.csv"] = Staff,
        ["GET /admin/orders/{number}"] = Staff,
        ["POST /admin/orders/{number}/ship"] = SupportOnly,
        ["POST /admin/orders/{number}/deliver"] = SupportOnly,
        ["POST /admin/orders/{number}/fail"] = SupportOnly,
        ["POST /admin/orders/{number}/cancel"] = SupportOnly,
        ["POST /admin/orders/{number}/refund"] = SupportOnly,
        ["POST /admin/orders/{number}/resend"] = Staff,
        ["GET /admin/orders/{number}/write"] = SupportOnly,
        ["POST /admin/orders/{number}/write"] = SupportOnly,
        ["GET /admin/refunds"] = SupportOnly,
        ["GET /admin/returns"] = SupportOnly,
        ["POST /admin/returns/{id:guid}/accept"] = SupportKnowingTheId,
        ["POST /admin/returns/{id:guid}/refuse"] = "SSF FOF O", // an answer is missing

        // Accounts
        ["GET /account"] = SignedIn,
        ["GET /account/security"] = SignedIn,
        ["GET /account/password"] = SignedIn,
        ["POST /account/password"] = SignedIn,
        ["GET /account/email"] = SignedIn,
        ["POST /account/email"] = SignedIn,
        ["GET /account/email/confirm"] = Everybody, // whoever has the mailed link
        ["POST /account/email/confirm"] = Everybody,
        ["POST /account/sign-out-everywhere"] = SignedIn,
        ["GET /account/sign-up"] = Everybody,
        ["POST /account/sign-up"] = Everybody,
        ["GET /account/check-mail"] = Everybody,
        ["GET /account/confirm"] = Everybody,
        ["POST /account/confirm"] = Everybody,
        ["GET /account/old-link"] = Everybody,
        ["GET /account/forgot"] = Everybody,
        ["POST /account/forgot"] = Everybody,
        ["GET /account/reset"] = Everybody,
        ["POST /account/reset"] = Everybody,
        ["GET /account/two-factor"] = SignedIn,
        ["POST /account/two-factor/on"] = SignedIn,
        ["GET /account/two-factor/codes"] = SignedIn,
        ["POST /account/two-factor/codes"] = SignedIn,
        ["POST /account/two-factor/off"] = SignedIn,
        ["GET /account/passkeys"] = SignedIn,
        ["POST /account/passkeys/options"] = SignedIn,
        ["POST /account/passkeys/add"] = SignedIn,
        ["POST /account/passkeys/rename"] = "SSN NNN N", // names no passkey
        ["POST /account/passkeys/remove"] = "SSN NNN N",
        ["GET /account/sign-in/code"] = "SSS SSS S", // without a right password before it
        ["POST /account/sign-in/code"] = "SSS SSS S",
        ["GET /account/sign-in/recovery"] = "SSS SSS S",
        ["POST /account/sign-in/recovery"] = "SSS SSS S",
        ["POST /account/sign-in/passkey/options"] = Everybody,
        ["POST /account/sign-in/passkey"] = Everybody,
        ["GET /account/challenge/{id:guid}"] = Everybody, // a code that is over leads back to signing in
        ["POST /account/challenge/{id:guid}"] = Everybody,
        ["GET /account/being-checked"] = Everybody,
        ["GET /admin/accounts"] = Reviewers,
        ["POST /admin/accounts/{id:guid}"] = "SSF FFN N",
        ["GET /account/sign-in"] = Everybody,
        ["POST /account/sign-in"] = Everybody,
        ["POST /account/sign-out"] = Everybody,
        ["GET /account/invitation/{id:guid}"] = Everybody, // a link of a mail; what it is worth shows when it is used
        ["POST /account/invitation/{id:guid}"] = Everybody,

        // The house
        ["GET /admin"] = Staff,
        ["GET /admin/settings"] = Administrators,
        ["POST /admin/settings"] = Administrators,
        ["POST /admin/settings/test"] = Administrators,
        ["GET /admin/settings/key-vault"] = Administrators,
        ["POST /admin/settings/key-vault"] = Administrators,
        ["POST /admin/settings/key-vault/{id:guid}/remove"] = Administrators,
        ["GET /admin/users"] = Administrators,
        ["GET /admin/users/invite"] = Administrators,
        ["POST /admin/users/invite"] = Administrators,
        ["GET /admin/users/{id:guid}"] = NothingOfIt,
        ["POST /admin/users/{id:guid}/roles"] = NothingOfIt,
        ["POST /admin/users/{id:guid}/lock"] = NothingOfIt,
        ["POST /admin/users/{id:guid}/unlock"] = NothingOfIt,
        ["POST /admin/users/{id:guid}/invite-again"] = NothingOfIt,
        ["GET /admin/audit"] = Administrators,
        ["GET /admin/audit.csv"] = Administrators,
        ["GET /admin/catalog"] = SupportOnly,
        ["GET /admin/catalog.csv"] = SupportOnly,
        ["GET /admin/catalog/{slug}"] = SupportOnly,
        ["POST /admin/catalog/{slug}"] = Administrators,
        ["GET /admin/catalog/import"] = Administrators,
        ["POST /admin/catalog/import"] = Administrators,
        ["GET /admin/catalog/import/{id:guid}"] = NothingOfIt,
        ["POST /admin/catalog/import/{id:guid}"] = NothingOfIt,

        // A shopper's own
        ["GET /account/orders"] = SignedIn,
        ["GET /account/orders/{number}"] = NobodysOwn, // the order is a guest's
        ["GET /account/orders/{number}/print"] = NobodysOwn,
        ["POST /account/orders/{number}/cancel"] = NobodysOwn,
        ["GET /account/orders/{number}/return"] = NobodysOwn,
        ["POST /account/orders/{number}/return"] = NobodysOwn,
        ["POST /account/orders/claim"] = SignedIn,
        ["GET /account/profile"] = SignedIn,
        ["POST /account/profile"] = SignedIn,
        ["GET /account/addresses"] = SignedIn,
        ["GET /account/addresses/new"] = SignedIn,
        ["POST /account/addresses/new"] = SignedIn,
        ["GET /account/addresses/{id:guid}"] = NobodysOwn,
        ["POST /account/addresses/{id:guid}"] = NobodysOwn,
        ["POST /account/addresses/{id:guid}/remove"] = SignedIn, // gone or another's: the answer is the same list
        ["GET /account/cards"] = SignedIn,
        ["GET /account/cards/new"] = SignedIn,
        ["GET /account/cards/return"] = SignedIn,
        ["POST /account/cards/{id:guid}/default"] = SignedIn,
        ["POST /account/cards/{id:guid}/remove"] = SignedIn,
        ["GET /account/data"] = SignedIn,
        ["GET /account/data/download"] = SignedIn,
        ["POST /account/data/erase"] = SignedIn, // without the password nothing goes
        ["GET /account/data/erased"] = Everybody,
    };
}
