using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Storefront.Benchmarks
BenchmarkSwitcher.FromAssembly(typeof(Storefront.Benchmarks.RulePass).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
