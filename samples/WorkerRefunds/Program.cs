// Tells Fraud Protection about refunds and chargebacks that another program puts into a folder, one file each.
// What is told is made once and kept beside the file until it has arrived, so that a repeated call is the same call.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Storefront.FraudProtection;
using WorkerRefunds;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddFraudProtection(builder.Configuration.GetSection("FraudProtection"));
builder.Services.AddSingleton(new QueueFolder(Path.GetFullPath(builder.Configuration["Queue:Folder"] ?? "queue")));
builder.Services.AddHostedService<QueueWorker>();
await builder.Build().RunAsync();
