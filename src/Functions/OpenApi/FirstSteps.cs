using static ItsmFunctions.Functions.OpenApi.Prose;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What the curl examples of the page begin with: the same names as in README, and nothing that one shell has and another lacks.</summary>
public static class FirstSteps
{
    public const string Callers = """
        desk={desk}
        be() { printf '{"claims":[{"typ":"oid","val":"%s"},{"typ":"name","val":"%s"},{"typ":"email","val":"%s@example.org"},{"typ":"roles","val":"%s"}]}' "$1" "$1" "$1" "$2" | base64 | tr -d '\n'; }
        anna="X-MS-CLIENT-PRINCIPAL: $(be anna Requester)"
        bo="X-MS-CLIENT-PRINCIPAL: $(be bo Agent.L1)"
        inge="X-MS-CLIENT-PRINCIPAL: $(be inge Agent.L2)"
        lea="X-MS-CLIENT-PRINCIPAL: $(be lea TeamLeader)"
        mia="X-MS-CLIENT-PRINCIPAL: $(be mia ProcessManager)"
        gate="X-MS-CLIENT-PRINCIPAL: $(be gate Mail.Gateway)"
        probe="X-MS-CLIENT-PRINCIPAL: $(be probe Monitoring)"
        """;

    public const string OwnTicket = """
        open() { curl -s "$desk/api/incidents" -H "$anna" -H "Idempotency-Key: $RANDOM$RANDOM" -H 'Content-Type: application/json' \
          -d '{"title":"It jams","description":"It takes the paper.","category":"hardware","subcategory":"printer","impact":"individual","urgency":"low"}' \
          | sed 's/.*"number":"\([^"]*\)".*/\1/'; }
        NUMBER=$(open) OTHER=$(open)
        etag() { curl -si "$desk/api/tickets/${1:-$NUMBER}" -H "$bo" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p'; }
        FILE=$(printf 'E42' | curl -s "$desk/api/tickets/$NUMBER/attachments?name=display.txt" -H "$anna" -H 'Content-Type: text/plain' --data-binary @- | sed 's/.*"id":"\([^"]*\)".*/\1/')
        ARTICLE=$(curl -s "$desk/api/knowledge" -H "$bo" -H 'Content-Type: application/json' \
          -d '{"kind":"faq","visibility":"public","english":{"title":"It jams","body":"Open the lid and take the paper out."}}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
        WEBHOOK=$(curl -s "$desk/api/webhooks" -H "$mia" -H 'Content-Type: application/json' -d '{"url":"https://hooks.example.org/itsm"}' | sed 's/.*"webhook":{"id":"\([^"]*\)".*/\1/')
        SIMULATION=$(curl -s "$desk/api/sla/simulations" -H "$mia" -H 'Content-Type: application/json' -d '{"servicePolicies":[]}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
        CHANGE=$(curl -s "$desk/api/changes" -H "$bo" -H 'Content-Type: application/json' -d '{"type":"standard","template":"patch-switch-port","team":"it-support"}' | sed 's/.*"number":"\([^"]*\)".*/\1/')
        written() { curl -s "$desk/api/changes" -H "$bo" -H 'Content-Type: application/json' \
          -d '{"type":"general","title":"New core switch","description":"The old one has no support.","category":"network","subcategory":"wired","team":"it-support","reviewers":["inge","dina"],"backOutPlan":"The old one stays for a week.","draft":'$1'}' \
          | sed 's/.*"number":"\([^"]*\)".*/\1/'; }
        REVIEW=$(written false) DRAFT=$(written true)
        PROBLEM=$(curl -s "$desk/api/problems" -H "$bo" -H 'Content-Type: application/json' \
          -d '{"title":"It jams each week","description":"Whatever is done about it.","category":"hardware","subcategory":"printer","team":"it-support","incidents":["'$OTHER'"]}' | sed 's/.*"number":"\(PRB[^"]*\)".*/\1/')
        curl -s -o /dev/null "$desk/api/problems/$PROBLEM/findings" -H "$bo" -H "If-Match: $(etag $PROBLEM)" -H 'Content-Type: application/json' \
          -d '{"internalWorkaround":"Clean the rollers.","publicTitle":"The printer jams","publicWorkaround":"Put in fewer sheets.","knownError":true}'
        ERROR=KE-${PROBLEM#PRB-}
        PROPOSAL=$(curl -s "$desk/api/problem-proposals" -H "$mia" | sed -n 's/^{"proposals":\[{"id":"\([^"]*\)".*/\1/p')
        ETAG=$(etag); echo "$NUMBER $ETAG"
        """;

    /// <summary>Stands for the address at which the page is read.</summary>
    public const string Desk = "{desk}";

    public static string Html() => $"""
        <h2 id="try-it">Try it</h2>
        <p>The examples below, for bash, use variables: <code>$desk</code> is where the desk is; <code>$anna</code> (a requester), <code>$bo</code> (first line), <code>$inge</code> (second line), <code>$lea</code> (a team leader), <code>$mia</code> (a process manager) and <code>$gate</code> (a mail gateway) are each a whole header that says who calls, on your own machine. In the cloud send <code>-H "Authorization: Bearer $TOKEN"</code> in its place.</p>
        <pre tabindex="0"><code>{Text(Callers)}</code></pre>
        <p>Anna opens two tickets: <code>$NUMBER</code> is the number of one, which the examples are about, <code>$OTHER</code> that of another, <code>$ETAG</code> the version that Bo sees, <code>$FILE</code> a file that she puts on it, <code>$ARTICLE</code> an article that Bo drafts, <code>$CHANGE</code> a change that he opens, <code>$REVIEW</code> one that Inge reviews, <code>$DRAFT</code> one that he still writes at, <code>$PROBLEM</code> a problem of his, <code>$ERROR</code> its known error, <code>$PROPOSAL</code> a problem that the desk proposes (none, where nothing has come again yet), <code>$WEBHOOK</code> a webhook that Mia makes, and <code>$SIMULATION</code> a simulation of hers. Each command makes a new version: say <code>ETAG=$(etag)</code> again before the next one.</p>
        <pre tabindex="0"><code>{Text(OwnTicket)}</code></pre>
        """;
}
