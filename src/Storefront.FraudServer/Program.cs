return await Storefront.FraudServer.FraudServerHost.RunAsync(args);
