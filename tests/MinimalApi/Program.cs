// The smallest web API of the platform: what the benchmark holds the desk's start against.
WebApplication app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/api/health/live", () => new { status = "alive" });
app.Run();
