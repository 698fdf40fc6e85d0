using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Accounts;

namespace Storefront.Web.Fraud;

/// <summary>Accounts as purchase protection knows them (docs/contract/flows.md section 6): one UpdateAccount each, with a correlation ID of its own.</summary>
internal sealed class AccountEvents(FraudConnection connection)
{
    public PreparedEvent Created(Customer customer, string ipAddress) => connection.Service.Prepare(
        new AccountUpdate
        {
            UserId = customer.Id.ToString("D"),
            CreationDate = customer.CreatedAt,
            FirstName = customer.FirstName,
            LastName = customer.LastName,
            Language = "EN-US",
            Email = customer.Email,
            ProfileType = ProfileType.Consumer,
            IsEmailValidated = customer.EmailConfirmed,
            DeviceContext = new DeviceContext { DeviceContextId = Guid.NewGuid().ToString(), IpAddress = ipAddress },
        });
}
