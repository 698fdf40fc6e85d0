using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Labels;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Reviews;

internal static class JudgementSetup
{
    /// <summary>Where people judge: held orders, chargebacks, labels.</summary>
    public static void AddJudgement(this IServiceCollection services)
    {
        services.AddScoped<ReviewQueue>();
        services.AddScoped<ReviewFiles>();
        services.AddScoped<ReviewDesk>();
        services.AddScoped<SimilarOrders>();

        services.AddScoped<ChargebackEvents>();
        services.AddScoped<ChargebackDesk>();
        services.AddScoped<ChargebackList>();
        services.AddScoped<ChargebackFiles>();
        services.AddScoped<NoticeFile>();

        services.AddScoped<LabelEvents>();
        services.AddScoped<LabelBook>();
        services.AddScoped<LabelDesk>();
    }
}
