namespace Storefront.FraudProtection;
