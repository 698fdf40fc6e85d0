return await Storefront.AttackLab.Lab.RunAsync(args, Console.Out, Console.Error);
