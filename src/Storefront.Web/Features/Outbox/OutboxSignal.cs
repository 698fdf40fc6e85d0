using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Outbox;

/// <summary>Set after a transaction that added to the outbox.</summary>
internal sealed class OutboxSignal : Signal;
