using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Accounts;

/// <summary>Writes to a shopper about the account. The letter joins the caller's unit of work.</summary>
internal sealed class AccountMails(StoreDb db, MailWriter writer, ShopAddress shop)
{
    private const string NotYou = "If it was not you, reset your password and write to us.";

    public void Confirm(Customer customer, Uri link) => Add(customer.Email!, customer, "Confirm your email address",
        ["Somebody, we think you, opened an account with this address.", "Confirm it within a day and the account is yours. If it was not you, do nothing: without it nobody can sign in."],
        new LetterLink("Confirm this address", link));

    /// <summary>To somebody who signs up and has an account; the page told them nothing.</summary>
    public void KnownAlready(Customer customer) => Add(customer.Email!, customer, "You have an account already",
        ["Somebody, we think you, wanted to open an account with this address. There is one, so nothing was changed.", "Sign in with the password you have. If you forgot it, you can choose a new one there."],
        new LetterLink("Sign in", shop.Of("/account/sign-in")));

    public void Code(Customer customer, string code, TimeSpan lifetime) => Add(customer.Email!, customer, "Your code",
        [$"Your code is {code}.", $"Enter it within {lifetime.TotalMinutes:0} minutes in the browser where you were asked for it. Nobody of ours ever asks you for it.", NotYou], link: null);

    public void Held(Customer customer) => Add(customer.Email!, customer, "We are checking your account",
        ["Before your account can be used, one of us has a look at it. That usually takes less than a day.", "We write to you when we know. You can buy without an account in the meantime."], link: null);

    /// <summary>After a review that went well. A new address is still to be confirmed.</summary>
    public void Passed(Customer customer, Uri? confirm) => Add(customer.Email!, customer, "Your account is open",
        ["We have had a look, and all is well."],
        confirm is null ? new LetterLink("Sign in", shop.Of("/account/sign-in")) : new LetterLink("Confirm this address", confirm));

    public void NotPassed(Customer customer) => Add(customer.Email!, customer, "Your account cannot be used",
        ["We have had a look and cannot keep this account open.", "You can buy without an account. If you think this is wrong, write to us."], link: null);

    public void Reset(Customer customer, Uri link) => Add(customer.Email!, customer, "Choose a new password",
        ["Somebody, we think you, asked for a new password.", "The link works once, for a day. If it was not you, do nothing: your password stays as it is."],
        new LetterLink("Choose a new password", link));

    public void PasswordChanged(Customer customer) => Add(customer.Email!, customer, "Your password was changed",
        ["The password of your account was changed. Every other device is signed out.", NotYou],
        new LetterLink("Reset your password", shop.Of("/account/forgot")));

    public void ConfirmNewAddress(Customer customer, string email, Uri link) => Add(email, customer, "Confirm your new email address",
        ["You want to use this address for your account.", "Confirm it within a day. Until then, the address you had stays."],
        new LetterLink("Use this address", link));

    /// <summary>To the owner of an address that somebody else wants to move to.</summary>
    public void AddressTaken(Customer owner) => Add(owner.Email!, owner, "Somebody wanted to use your address",
        ["Somebody wanted to use this address for another account. It is yours, so nothing was changed."],
        new LetterLink("Your account", shop.Of("/account")));

    /// <summary>To the address the account had before.</summary>
    public void AddressChanged(Customer customer, string before) => Add(before, customer, "Your email address was changed",
        ["Your account has another email address now. Letters about your orders and your account go there.", NotYou], link: null);

    public void Note(Customer customer, string subject, params string[] paragraphs) => Add(customer.Email!, customer, subject, [.. paragraphs, NotYou],
        new LetterLink("Your account", shop.Of("/account/security")));

    private void Add(string to, Customer customer, string subject, IReadOnlyList<string> paragraphs, LetterLink? link) =>
        db.Mail.Add(writer.Write(new Letter
        {
            To = to,
            About = "account " + customer.Id.ToString("D"),
            Subject = subject,
            Heading = subject,
            Paragraphs = paragraphs,
            Link = link,
        }));
}
