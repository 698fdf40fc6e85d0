return await Storefront.Conformance.Kit.RunAsync(args, Console.Out, Console.Error);
