using Storefront.Bank.Hosting;

namespace Storefront.Bank;

/// <summary>The pretend bank: inside another program, or a program of its own.</summary>
public static class BankHost
{
    /// <summary>Starts the bank inside another program, with its own container, listener and data folder.</summary>
    /// <param name="configuration">The caller's configuration; the bank reads its section <c>Bank</c> and nothing else.</param>
    /// <param name="environment">Development, Production…</param>
    /// <param name="directory">The bank's data folder.</param>
    /// <param name="logging">Called on the bank's logging, which is empty until then, so that the caller's log is used.</param>
    /// <returns>The running bank. Stopping and disposing it is the caller's.</returns>
    /// <exception cref="InvalidOperationException">The bank cannot start: its message is one line that names the setting.</exception>
    public static Task<WebApplication> StartEmbeddedAsync(
        IConfiguration configuration, string environment, string directory, Action<ILoggingBuilder> logging, CancellationToken cancellationToken) =>
        BankApplication.StartAsync(new BankStart(configuration.GetSection("Bank"), environment, directory, logging), cancellationToken);

    /// <summary>The program itself: <c>migrate</c>, or runs until stopped. Answers the exit code.</summary>
    public static Task<int> RunAsync(string[] args) => BankProgram.RunAsync(args);
}
