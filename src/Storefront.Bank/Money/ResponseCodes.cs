namespace Storefront.Bank.Money;

/// <summary>Why the bank answered as it did; the README says what each means to the shop.</summary>
internal static class ResponseCodes
{
    public const string Approved = "A000";
    public const string CardDeclined = "D100";
    public const string CaptureDeclined = "D110";
    public const string UnknownCard = "D120";
    public const string CardExpired = "D130";
    public const string NoAuthorization = "D200";
    public const string AuthorizationExpired = "D210";
    public const string Voided = "D220";
    public const string AlreadyCaptured = "D230";
    public const string MoreThanAuthorized = "D240";
    public const string OtherCurrency = "D250";
    public const string NothingCaptured = "D300";
    public const string MoreThanCaptured = "D310";
}
