using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<DoorSpans>();
builder.UseMiddleware<Gate>();
builder.Services.AddDesk(builder.Configuration);
builder.Build().Run();
