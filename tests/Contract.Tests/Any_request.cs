using System.Text.Json.Nodes;
using CsCheck;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Requests drawn from the document, most of them a little wrong: whatever comes, the answer is a documented one.</summary>
public sealed class Any_request(ContractDesk desk)
{
    private static readonly string[] Leaks = ["   at ", "Exception", "RequestFailed", "x-ms-", "AccountKey", "Azurite", "PartitionKey", "RowKey", ".cs:line", "System."];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 20],
        Gen.String[Gen.Char['\u0000', '\uffff'], 0, 12],
        Gen.Const(new string('x', 33_000)),
        One("'", "' or ''='", "../..", "{{7*7}}", "<script>alert(1)</script>", "\u202e", "\ud800", "INC-0000001", "2026-11-22T08:00:00Z", "9999-12-31T23:59:59Z", "PR-05", "it-support", "æøå", "👩‍🚀"));

    private static readonly Gen<JsonNode?> Anything = Gen.OneOf(
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double[-1e300, 1e300].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null),
        One("[]", "{}", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "{\"a\":{\"b\":1}}").Select(json => JsonNode.Parse(json)));

    private static readonly Gen<string> Tag = Gen.OneOf(One("*", "\"1\"", "W/\"1\"", "\"r1\"", "\"", "1", "\"1\",\"2\""), Gen.Int[1, 9].Select(version => $"\"{version}\""));

    private static readonly Gen<Principal?> Caller = One<Principal?>(ContractDesk.User, ContractDesk.Agent, ContractDesk.Agent, ContractDesk.SecondLine, ContractDesk.Manager, ContractDesk.Viewer, null);

    private static readonly Gen<Attempt> Attempts =
        from operation in One(Contract.Operations.ToArray())
        from caller in Caller
        from members in Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3], Anything, (which, how, value) => (which, how, value)).Array[0, 3]
        from raw in Gen.Frequency((9, Gen.Const((string?)null)), (1, Gen.String[0, 200].Select(text => (string?)text)))
        from tag in Gen.Frequency((3, Gen.Const((string?)null)), (1, Tag.Select(text => (string?)text)))
        from query in Gen.Select(Gen.Int[0, 11], Text, (which, text) => (which, text)).Array[0, 2]
        from fresh in Gen.Bool
        select new Attempt(operation, caller, members, raw, tag, query, fresh);

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    [Fact]
    public async Task Is_answered_as_the_document_says()
    {
        string standing = (await desk.OpenAsync()).Number;
        await Attempts.SampleAsync(
            async attempt =>
            {
                using HttpRequestMessage request = attempt.Make(attempt.Fresh ? (await desk.OpenAsync()).Number : standing, await desk.TagAsync(standing, ContractDesk.Agent));
                using HttpResponseMessage reply = await desk.Http.SendAsync(request);
                JsonNode? body = await Contract.HoldAsync(attempt.Operation, reply);
                Assert.True((int)reply.StatusCode < 500, $"{attempt.Operation} answered {reply.StatusCode}: {body}");
                if ((int)reply.StatusCode >= 400)
                    Assert.All(Leaks, leak => Assert.DoesNotContain(leak, body!.ToJsonString(), StringComparison.Ordinal));
            },
            iter: 400,
            threads: 2);
    }

    private sealed record Attempt(
        ContractOperation Operation, Principal? Caller, (int Which, int How, JsonNode? Value)[] Changes, string? Raw, string? Tag, (int Which, string Text)[] Query, bool Fresh)
    {
        public HttpRequestMessage Make(string number, string standing)
        {
            string path = Operation.Path.TrimStart('/').Replace("{number}", number, StringComparison.Ordinal).Replace("{article}", "kb-4bf92f3577b34da6a3ce", StringComparison.Ordinal).Replace("{name}", Requests.Parameter, StringComparison.Ordinal).Replace("{webhook}", "7e1a34a39a0a5a539b0c3e0f6d1c2b11", StringComparison.Ordinal).Replace("{id}", "7e1a34a39a0a5a539b0c3e0f6d1c2b11", StringComparison.Ordinal).Replace("{team}", "it-support", StringComparison.Ordinal) + QueryText();
            HttpRequestMessage request = Caller is null ? new(Operation.Method, path) : Caller.Send(Operation.Method, path);
            if (Operation.TakesBody)
                request.Content = Operation.RawType is { } type ? new StringContent(Raw ?? "") { Headers = { ContentType = new(type) } } : ContractDesk.Body(Raw ?? Body());
            request.Headers.TryAddWithoutValidation("If-Match", Tag ?? standing);
            return request;
        }

        private string Body()
        {
            JsonObject body = Operation.Example!.DeepClone().AsObject();
            string[] names = [.. Contract.Resolve(Contract.Document, Operation.Definition["requestBody"]!["content"]!["application/json"]!["schema"]!)["properties"]?.AsObject().Select(member => member.Key) ?? []];
            foreach ((int which, int how, JsonNode? value) in Changes)
            {
                string name = names.Length == 0 || which > 36 ? "unknown" : names[which % names.Length];
                if (how == 0)
                    body.Remove(name);
                else
                    body[name] = value?.DeepClone();
            }

            return body.ToJsonString();
        }

        private string QueryText()
        {
            string[] names = [.. (Operation.Definition["parameters"] as JsonArray ?? []).Select(reference => Contract.Resolve(Contract.Document, reference!)).Where(parameter => (string?)parameter["in"] == "query").Select(parameter => (string)parameter["name"]!)];
            return names.Length == 0 || Query.Length == 0 ? "" : "?" + string.Join('&', Query.Select(each => $"{names[each.Which % names.Length]}={Escape(each.Text)}"));
        }

        private static string Escape(string text) => Uri.EscapeDataString(new string([.. text.Take(500).Where(c => !char.IsSurrogate(c))]));

        public override string ToString() => $"{Operation} by {Caller?.Id ?? "nobody"}: {Operation.Method} {QueryText()} {Tag} {(Operation.TakesJson ? Raw ?? Body() : Raw)}";
    }
}
