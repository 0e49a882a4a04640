using ItsmFunctions.Fidelity.App;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<Refusals>();
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Observations>();
builder.Services.AddScoped<PerInvocation>();
builder.Build().Run();
