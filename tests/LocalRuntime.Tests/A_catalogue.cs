using ItsmFunctions.LocalRuntime.Catalogue;
using ItsmFunctions.LocalRuntime.Hosting;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Tests;

/// <summary>What the catalogue refuses, and that it says what to do; the classes it reads stand in Refused.cs.</summary>
public sealed class A_catalogue
{
    [Theory]
    [InlineData(typeof(Refused.Duplicate), "'Twice'", "name of its own")]
    [InlineData(typeof(Refused.TwoTriggers), "'TwoTriggers' has 2 triggers", "make a function of each")]
    [InlineData(typeof(Refused.NoTrigger), "'NoTrigger' has no trigger", "put a trigger attribute")]
    [InlineData(typeof(Refused.Unfilled), "a parameter 'basket' of type IList`1", "through the constructor")]
    [InlineData(typeof(Refused.NotInTheRoute), "a parameter 'number' of type Int32", "by its name")]
    [InlineData(typeof(Refused.Hidden), "'Hidden' is not public", "make the method")]
    [InlineData(typeof(Refused.AsyncVoid), "'AsyncVoid' is async void", "return Task")]
    [InlineData(typeof(Refused.NotATask), "'NotATask' returns a ValueTask", "return Task")]
    [InlineData(typeof(Refused.BadName), "'1st function' has a name that the host rejects", "begin with a letter")]
    [InlineData(typeof(Refused.Generic<>), "'Generic' is generic", "closed type")]
    [InlineData(typeof(Refused.Abstract), "'Abstract' stands on an abstract class", "sealed")]
    [InlineData(typeof(Refused.WrongRequest), "'WrongRequest' takes its trigger as String", "HttpRequest")]
    [InlineData(typeof(Refused.WrongAnswer), "'WrongAnswer' returns String", "return Task<IResult>")]
    [InlineData(typeof(Refused.WrongTimer), "'WrongTimer' takes its trigger as String", "TimerInfo")]
    [InlineData(typeof(Refused.OutputBinding), "'OutputBinding' returns String", "output binding")]
    [InlineData(typeof(Refused.UnknownSetting), "needs the setting 'NoSuchSetting'", "local.settings.json")]
    [InlineData(typeof(Refused.UnknownTrigger), "has a GraphTriggerAttribute, which the local runtime lacks", "src/LocalRuntime/Catalogue/Trigger.cs")]
    [InlineData(typeof(Refused.ReservedRoute), "'ReservedRoute' has the route 'administration'", "choose another")]
    [InlineData(typeof(Refused.UnreadableRoute), "has the route 'a/{b'", "cannot be read")]
    [InlineData(typeof(Refused.CollidingRoutes), "'Command' (tickets/{number}/{command}) and 'Triage' (tickets/{number}/triage)", "disjoint")]
    public void Refuses(Type functions, string what, string mend)
    {
        var refusal = Assert.Throws<StartException>(() => CatalogueOf(functions));
        var sentence = Assert.Single(refusal.Message.Split(Environment.NewLine));
        Assert.Contains(what, sentence, StringComparison.Ordinal);
        Assert.Contains(mend, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_all_that_it_refuses_at_once()
    {
        var refusal = Assert.Throws<StartException>(() => CatalogueOf(typeof(Refused.NoTrigger), typeof(Refused.Hidden), typeof(Accepted)));
        Assert.Equal(2, refusal.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Accepts_what_the_worker_accepts()
    {
        var catalogue = CatalogueOf(typeof(Accepted));
        Assert.Equal(["ByTheClock", "FromTheQueue", "ReadTicket", "Remember", "Ship", "WriteTicket"], catalogue.Functions.Select(f => f.Name));
    }

    [Fact]
    public void Finds_a_function_whatever_the_case_of_its_name() =>
        Assert.Equal("ReadTicket", CatalogueOf(typeof(Accepted)).Find("READTICKET")?.Name);

    [Fact]
    public void Puts_settings_into_schedules_and_queue_names()
    {
        var catalogue = CatalogueOf(typeof(Accepted));
        Assert.Equal("0 */5 * * * *", Assert.Single(catalogue.With<Trigger.Schedule>()).Trigger.Expression);
        Assert.Equal("orders-dk", Assert.Single(catalogue.With<Trigger.Queue>()).Trigger.Name);
    }

    [Fact]
    public void Puts_the_prefix_before_routes() =>
        Assert.Contains("v1/tickets/{number}", CatalogueOf("v1", typeof(Accepted)).With<Trigger.Http>().Select(h => h.Trigger.Route));

    [Fact]
    public void Leaves_out_what_a_setting_disables()
    {
        var catalogue = FunctionCatalogue.Of([typeof(Accepted)], Host(""), Settings(("AzureWebJobs.ReadTicket.Disabled", "true")));
        Assert.Equal(["WriteTicket"], catalogue.With<Trigger.Http>().Select(h => h.Function.Name));
    }

    private static FunctionCatalogue CatalogueOf(params Type[] types) => CatalogueOf("", types);

    private static FunctionCatalogue CatalogueOf(string prefix, params Type[] types) => FunctionCatalogue.Of(types, Host(prefix), Settings());

    private static HostJson Host(string prefix) => new(Configuration(("extensions:http:routePrefix", prefix)));

    private static IConfiguration Settings(params (string, string)[] more) =>
        Configuration([("Schedule", "0 */5 * * * *"), ("Country:Code", "dk"), .. more]);

    private static IConfigurationRoot Configuration(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Name, string? (v) => v.Value)).Build();
}
