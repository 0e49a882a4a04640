using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ItsmFunctions.Fidelity.Tests;

public sealed class An_http_function(SharedHost shared)
{
    private readonly HttpClient http = shared.Host.Http;

    [Fact]
    public async Task Is_found_at_its_name_when_it_has_no_route() =>
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("api/Echo", new StringContent("x"))).StatusCode);

    [Fact]
    public async Task Is_found_whatever_the_case_of_the_path() =>
        Assert.Equal("read by GET", await http.GetStringAsync("api/ORDERS"));

    [Fact]
    public async Task Reads_the_body_and_the_query()
    {
        var answer = await http.PostAsync("api/echo?q=a%20b", new StringContent("æøå"));
        var echo = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("æøå", "a b"), (echo.GetProperty("body").GetString(), echo.GetProperty("query").GetString()));
    }

    [Fact]
    public async Task Gets_route_values_as_the_types_that_it_declares()
    {
        var values = await http.GetFromJsonAsync<JsonElement>("api/places/S%C3%B8borg/7/3f2504e0-4f89-11d3-9a0c-0305e82c3301");
        Assert.Equal("Søborg", values.GetProperty("country").GetString());
        Assert.Equal(7, values.GetProperty("number").GetInt32());
        Assert.Equal(new Guid("3f2504e0-4f89-11d3-9a0c-0305e82c3301"), values.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Is_not_found_where_a_constraint_of_its_route_does_not_hold() =>
        await IsBareAsync(HttpStatusCode.NotFound, await http.GetAsync("api/places/dk/seven/3f2504e0-4f89-11d3-9a0c-0305e82c3301"));

    [Fact]
    public async Task Gets_an_optional_value() =>
        Assert.Equal("x", (await http.GetFromJsonAsync<JsonElement>("api/optional/x")).GetProperty("value").GetString());

    [Fact]
    public async Task Gets_null_for_an_optional_value_that_is_left_out() =>
        Assert.Equal(JsonValueKind.Null, (await http.GetFromJsonAsync<JsonElement>("api/optional")).GetProperty("value").ValueKind);

    [Fact]
    public async Task Gets_the_rest_of_the_path_from_a_catch_all() =>
        Assert.Equal("a/b/c.txt", (await http.GetFromJsonAsync<JsonElement>("api/files/a/b/c.txt")).GetProperty("path").GetString());

    [Fact]
    public async Task Shares_its_path_with_another_of_another_method()
    {
        Assert.Equal("read by GET", await http.GetStringAsync("api/orders"));
        var written = await http.PostAsync("api/orders", null);
        Assert.Equal((HttpStatusCode.Created, "written by POST"), (written.StatusCode, await written.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Answers_an_unknown_path_with_a_bare_404() =>
        await IsBareAsync(HttpStatusCode.NotFound, await http.GetAsync("api/nothing-here"));

    [Fact]
    public async Task Answers_a_method_that_no_function_has_with_a_bare_404() =>
        await IsBareAsync(HttpStatusCode.NotFound, await http.DeleteAsync("api/orders"));

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Answers_no_method_that_it_does_not_name(string method) =>
        await IsBareAsync(HttpStatusCode.NotFound, await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "api/orders")));

    [Fact]
    public async Task Is_found_with_a_slash_at_the_end() =>
        Assert.Equal("read by GET", await http.GetStringAsync("api/orders/"));

    [Fact]
    public async Task Gets_an_escaped_slash_as_it_was_sent() =>
        Assert.Equal("a%2Fb", (await http.GetFromJsonAsync<JsonElement>("api/optional/a%2Fb")).GetProperty("value").GetString());

    [Fact]
    public async Task Is_not_found_without_the_route_prefix() =>
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("orders")).StatusCode);

    [Fact]
    public async Task May_return_an_action_result()
    {
        var answer = await http.GetAsync("api/action-result");
        Assert.Equal((HttpStatusCode.Accepted, "GET"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Becomes_a_bare_500_when_it_throws() =>
        await IsBareAsync(HttpStatusCode.InternalServerError, await http.GetAsync("api/throws"));

    [Fact]
    public async Task Is_answered_for_by_middleware_that_catches_what_it_throws()
    {
        var answer = await http.GetAsync("api/teapot");
        Assert.Equal(((HttpStatusCode)418, "short and stout at /api/teapot"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Has_its_result_replaced_by_middleware()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/orders") { Headers = { { "x-replace", "yes" } } };
        Assert.Equal("replaced", await (await http.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Is_shut_without_its_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.BaseAddress!, "api/keyed"));
        using var stranger = new HttpClient();
        await IsBareAsync(HttpStatusCode.Unauthorized, await stranger.SendAsync(request));
    }

    [Fact]
    public async Task Knows_its_name_its_trigger_and_its_request()
    {
        var context = await http.GetFromJsonAsync<JsonElement>("api/context");
        Assert.Equal("Context", context.GetProperty("name").GetString());
        Assert.Equal("ItsmFunctions.Fidelity.App.HttpProbes.Context", context.GetProperty("entryPoint").GetString());
        Assert.Equal("httpTrigger", context.GetProperty("trigger").GetString());
        Assert.True(context.GetProperty("sameRequest").GetBoolean());
    }

    [Fact]
    public async Task Has_an_invocation_id_of_its_own_each_time()
    {
        var (one, other) = (await http.GetFromJsonAsync<JsonElement>("api/context"), await http.GetFromJsonAsync<JsonElement>("api/context"));
        Assert.NotEqual(one.GetProperty("invocationId").GetString(), other.GetProperty("invocationId").GetString());
    }

    [Fact]
    public async Task Shares_scoped_services_within_an_invocation_and_not_beyond()
    {
        // Each invocation uses its service twice: 1 + 2. A service that outlived it would count on.
        for (var i = 0; i < 2; i++)
            Assert.Equal(3, (await http.GetFromJsonAsync<JsonElement>("api/context")).GetProperty("uses").GetInt32());
    }

    private static async Task IsBareAsync(HttpStatusCode expected, HttpResponseMessage answer)
    {
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }
}
