using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Labels;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;
using Storefront.Web.Features.Reviews;

namespace Storefront.Web.Features.MyData;

/// <summary>
/// Which rows are one customer's. Download and erasure ask here, so that neither knows of a row the other does not. What goes with
/// the account itself (addresses, cards, passkeys, roles) is found by its foreign key and not listed.
/// </summary>
internal sealed class Belongings
{
    private readonly StoreDb db;
    private readonly Guid customer;
    private readonly string user;
    private readonly string email;

    // What mails are about and what events stand in line with: looked up once, so that an index finds them.
    private readonly List<string> mailSubjects;
    private readonly List<string> eventKeys;

    // Of the address, as staff may have typed it: comparing without case would read every row.
    private readonly string[] spellings;

    private Belongings(StoreDb db, Guid customer, string email)
    {
        (this.db, this.customer, this.email) = (db, customer, email);
        user = customer.ToString("D");
        spellings = [email, email.ToLowerInvariant(), email.ToUpperInvariant()];
        (mailSubjects, eventKeys) = (["account " + user], [user]);
    }

    public static async Task<Belongings> OfAsync(StoreDb db, Guid customer, CancellationToken cancellationToken)
    {
        var address = await db.Users.Where(found => found.Id == customer).Select(found => found.Email!).SingleAsync(cancellationToken);
        var own = new Belongings(db, customer, address);
        foreach (var attempt in await own.Attempts.Select(attempt => new { attempt.Id, attempt.OutboxKey }).ToListAsync(cancellationToken))
        {
            own.mailSubjects.Add(attempt.Id.ToString());
            own.eventKeys.Add(attempt.OutboxKey);
        }

        own.mailSubjects.AddRange(await own.Orders.Select(order => order.Number).ToListAsync(cancellationToken));
        own.eventKeys.AddRange(await own.LabelsOfEmail.Select(label => label.ObjectId.Substring(0, LabelDesk.LongestKey)).ToListAsync(cancellationToken));
        return own;
    }

    public IQueryable<Order> Orders => db.Orders.Where(order => order.CustomerId == customer);

    public IQueryable<CheckoutSession> Checkouts
    {
        get
        {
            var orders = Orders;
            return db.Checkouts.Where(checkout => checkout.CustomerId == customer || orders.Any(order => order.Number == checkout.OrderNumber));
        }
    }

    /// <summary>Those that a guest began and whose order was claimed later are among them.</summary>
    public IQueryable<Attempt> Attempts
    {
        get
        {
            var (orders, checkouts) = (Orders, Checkouts);
            return db.Attempts.Where(attempt =>
                attempt.CustomerId == customer || orders.Any(order => order.AttemptId == attempt.Id) || checkouts.Any(checkout => checkout.Id == attempt.CheckoutId));
        }
    }

    public IQueryable<Refund> Refunds => db.Refunds.Where(refund => refund.Order!.CustomerId == customer);

    public IQueryable<ReturnRequest> Returns => db.Returns.Where(request => request.Order!.CustomerId == customer);

    public IQueryable<Chargeback> Chargebacks => db.Chargebacks.Where(chargeback => chargeback.Order!.CustomerId == customer);

    public IQueryable<ReviewNote> ReviewNotes
    {
        get
        {
            var orders = Orders;
            return db.ReviewNotes.Where(note => orders.Any(order => order.Id == note.OrderId));
        }
    }

    public IQueryable<FraudLabel> Labels
    {
        get
        {
            var orders = Orders;
            return db.Labels.Where(label => label.ObjectId == user || orders.Any(order => order.Number == label.OrderNumber));
        }
    }

    public IQueryable<FraudLabel> LabelsOfEmail => db.Labels.Where(label => label.About == LabelObject.Email && spellings.Contains(label.ObjectId));

    public IQueryable<AccountChallenge> Challenges => db.AccountChallenges.Where(challenge => challenge.CustomerId == customer);

    /// <summary>To the mailbox, or about the account or a purchase, wherever they went.</summary>
    public IQueryable<MailMessage> Mail => db.Mail.Where(mail => mail.To == email || mailSubjects.Contains(mail.About));

    /// <summary>What Fraud Protection was told, or is to be told, of the account, its mailbox and its purchases.</summary>
    public IQueryable<OutboxEvent> Events => db.Outbox.Where(row => eventKeys.Contains(row.Key));

    /// <summary>Of them, the labels on the mailbox: its address is their key.</summary>
    public IQueryable<OutboxEvent> EventsOfEmail => Events.Where(row => spellings.Contains(row.Subject));
}
