return await Storefront.Web.ShopHost.RunAsync(args);
