# shellcheck shell=bash
# shellcheck disable=SC2154  # Set by ./run, which sources this.
# What ./run says when the desk is ready: where to click, and what to paste next. Sourced by ./run.

# principal OBJECT-ID NAME MAIL ROLE: the header that App Service authentication would set for this person.
principal() {
  printf '{"auth_typ":"aad","claims":[{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"%s"},{"typ":"name","val":"%s"},{"typ":"preferred_username","val":"%s"},{"typ":"roles","val":"%s"}]}' \
    "$1" "$2" "$3" "$4" | base64 | tr -d '\n'
}

# Nothing where desk time is the machine's.
moved_clock() {
  # shellcheck disable=SC2016  # JavaScript fills these in.
  "$node" -e '
    fetch(process.argv[1]).then((answer) => answer.json()).then(({ now, offset }) => {
      if (offset !== "PT0S") console.log(`  Desk time is ${now.slice(0, 16)}Z: it was moved. It goes forward only; ./run --fresh begins anew.`);
    }).catch(() => {})' "$address/admin/clock" </dev/null 9>&-
}

# Terminals make the address clickable by itself; no escape is needed.
welcome() {
  local import='' moved
  moved=$(moved_clock)
  if [[ "$(cat "$loaded" 2>/dev/null)" != import ]]; then
    import=$'\n  # a real desk\'s log\n  ./itsm import servicenow FILE\n'
  fi
  cat <<TEXT

${green}✓${reset} ${bold}The desk is ready: $address/api/docs${reset}  (${SECONDS} s)
${moved:+
$moved
}
  API, for machines      $address/api/openapi.json
  Is all well            $address/api/health/ready
  Desk time              $address/admin/clock
  Mails as files         .local/mail        Log   .local/logs/desk.log

${bold}Next: copy, paste, in another terminal${reset}
  # be a requester, and an agent
  export ME='X-MS-CLIENT-PRINCIPAL: $(principal 11111111-1111-1111-1111-111111111111 'Rikke Requester' rikke@example.org Requester)'
  export AGENT='X-MS-CLIENT-PRINCIPAL: $(principal 22222222-2222-2222-2222-222222222222 'Anders Agent' anders@example.org Agent.L1)'

  # open an incident; the answer carries its number and its ETag
  curl -si $address/api/incidents -H "\$ME" -H 'Content-Type: application/json' -H "Idempotency-Key: \$(date +%s)" \\
    -d '{"title":"The printer on the 2nd floor prints nothing","description":"It blinks red.","category":"hardware","subcategory":"printer","impact":"individual","urgency":"low","channel":"portal"}'

  # what is mine; what a portal needs to draw its forms; the numbers
  curl -s $address/api/tickets -H "\$ME"
  curl -s $address/api/catalogue -H "\$ME"
  curl -s $address/api/reports/summary -H "\$AGENT"

  # move desk time 30 days: everything due in between happens, in order. Takes some ten seconds; desk time goes forward only
  curl -s $address/admin/clock -H 'Content-Type: application/json' -d '{"advance":"P30D"}'
$import
Ctrl-C stops the desk and the storage emulator; the tickets stay for the next ./run.
TEXT
}
