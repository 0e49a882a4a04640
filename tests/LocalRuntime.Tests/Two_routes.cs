using ItsmFunctions.LocalRuntime.Catalogue;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed class Two_routes
{
    [Theory]
    [InlineData("orders", "ORDERS")]
    [InlineData("orders/{id}", "orders/{number}")]
    [InlineData("orders/{id}", "orders/new")]
    [InlineData("orders/{id:int}", "orders/{name}")]
    [InlineData("orders/{id?}", "orders")]
    [InlineData("{*everything}", "orders/{id}/lines")]
    [InlineData("orders/{*rest}", "orders")]
    [InlineData("orders/{*rest}", "orders/{id}/lines")]
    [InlineData("{a}/{b?}/{c?}", "orders")]
    [InlineData("files/{name}.{ext}", "files/report.csv")]
    [InlineData("orders/{id=1}", "orders")]
    public void That_can_match_the_same_path_collide(string one, string other) => Assert.True(Collide(one, other) && Collide(other, one));

    [Theory]
    [InlineData("orders", "order")]
    [InlineData("orders/{id}", "orders")]
    [InlineData("orders/{id}", "orders/{id}/lines")]
    [InlineData("orders/{id}/lines", "orders/{id}/notes")]
    [InlineData("orders/{*rest}", "tickets/{*rest}")]
    [InlineData("{a}/{b}", "{a}/{b}/{c}")]
    [InlineData("{a}/{b?}", "x/y/z")]
    public void That_never_match_the_same_path_do_not(string one, string other) => Assert.False(Collide(one, other) || Collide(other, one));

    private static bool Collide(string one, string other) => RouteRules.MayMatchTheSame(RouteRules.TryParse(one)!, RouteRules.TryParse(other)!);
}
