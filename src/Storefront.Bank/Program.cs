return await Storefront.Bank.BankHost.RunAsync(args);
