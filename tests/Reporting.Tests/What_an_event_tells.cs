using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>No kind of event with somebody's words in it is forgotten by the search, and none tells the requester and the desk alone the same.</summary>
public sealed class What_an_event_tells
{
    private const string Words = "xyzzy";

    /// <summary>The ticket itself tells these, as it reads now; and an absence is the agent's, not the ticket's.</summary>
    private static readonly Type[] Otherwise =
    [
        typeof(Happening.Opened), typeof(Happening.FormFilled), typeof(Happening.QuestionAnswered), typeof(Happening.ChangePlanned), typeof(Happening.ChangeHandedIn), typeof(Happening.AutoReplied),
    ];

    public static TheoryData<string> Kinds =>
        [.. typeof(Happening).GetNestedTypes().Where(type => !type.IsAbstract && HasWords(type) && !Otherwise.Contains(type)).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_found_by_its_words_in_one_of_two_fields(string kind)
    {
        var what = (Happening)Made(typeof(Happening).GetNestedType(kind)!);

        bool said = SearchableTicket.SaidIn(what)?.Contains(Words, StringComparison.Ordinal) == true;
        bool noted = SearchableTicket.NotedIn(what)?.Contains(Words, StringComparison.Ordinal) == true;

        Assert.True(said ^ noted, $"{kind}: {(said ? "both" : "neither")}");
    }

    private static bool HasWords(Type type) => type == typeof(PersonalText) || Nullable.GetUnderlyingType(type) == typeof(PersonalText)
        || (type.Assembly == typeof(Happening).Assembly && !type.IsEnum && Constructor(type) is { } constructor
            && constructor.GetParameters().Any(parameter => parameter.ParameterType != type && HasWords(parameter.ParameterType)));

    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault();

    private static object Made(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(PersonalText))
            return new PersonalText(Words, "peter");
        if (type == typeof(string))
            return "plain";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return type.GetField(nameof(ImmutableArray<>.Empty))!.GetValue(null)!;
        return type.IsValueType || Constructor(type) is not { } constructor
            ? RuntimeHelpers.GetUninitializedObject(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Made(parameter.ParameterType))]);
    }
}
