using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ItsmFunctions.LocalRuntime.Tests;

/// <summary>Functions that no host may run, each wrong in one way.</summary>
public static class Refused
{
    public static class Duplicate
    {
        [Function("Twice")]
        public static void One([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);

        [Function("TWICE")]
        public static void Other([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, [QueueTrigger("q")] string text) => ArgumentNullException.ThrowIfNull(timer, text);
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(FunctionContext context) => ArgumentNullException.ThrowIfNull(context);
    }

    public static class Unfilled
    {
        [Function("Unfilled")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, IList<string> basket) => ArgumentNullException.ThrowIfNull(timer, basket[0]);
    }

    public static class NotInTheRoute
    {
        [Function("NotInTheRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{other}")] HttpRequest request, int number) => Results.Text(request.Path + number);
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    public static class AsyncVoid
    {
        [Function("AsyncVoid")]
        public static async void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => await Task.FromResult(timer);
    }

    public static class NotATask
    {
        [Function("NotATask")]
        public static ValueTask Run([ActivityTrigger] string text) => ValueTask.FromException(new ArgumentException(text));
    }

    public static class BadName
    {
        [Function("1st function")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    public static class Generic<T>
    {
        [Function("Generic")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer, typeof(T).Name);
    }

    public abstract class Abstract
    {
        [Function("Abstract")]
        public void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer, ToString());
    }

    public static class WrongRequest
    {
        [Function("WrongRequest")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] string body) => Results.Text(body);
    }

    public static class WrongAnswer
    {
        [Function("WrongAnswer")]
        public static Task<string> Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.FromResult(request.Path.ToString());
    }

    public static class WrongTimer
    {
        [Function("WrongTimer")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] string timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    public static class OutputBinding
    {
        [Function("OutputBinding")]
        public static string Run([QueueTrigger("q")] string text) => text;
    }

    public static class UnknownSetting
    {
        [Function("UnknownSetting")]
        public static void Run([TimerTrigger("%NoSuchSetting%")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    public static class UnknownTrigger
    {
        [Function("UnknownTrigger")]
        public static void Run([GraphTrigger] string text) => ArgumentNullException.ThrowIfNull(text);
    }

    public static class ReservedRoute
    {
        [Function("ReservedRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "administration")] HttpRequest request) => Results.Text(request.Path);
    }

    public static class UnreadableRoute
    {
        [Function("UnreadableRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequest request) => Results.Text(request.Path);
    }

    public static class CollidingRoutes
    {
        [Function("Command")]
        public static IResult Command([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets/{number}/{command}")] HttpRequest request) => Results.Text(request.Path);

        [Function("Triage")]
        public static IResult Triage([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets/{number}/triage")] HttpRequest request) => Results.Text(request.Path);
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class GraphTriggerAttribute : TriggerBindingAttribute;
}
