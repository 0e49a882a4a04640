# shellcheck shell=bash
# shellcheck disable=SC2154  # Set by ./run, which sources this.
# What ./run says when the desk is ready: where to click, and what to paste next. Sourced by ./run.

# be NAME ROLE: the header that App Service authentication would set for this person; the same as in README.
be() {
  printf '{"claims":[{"typ":"oid","val":"%s"},{"typ":"name","val":"%s"},{"typ":"email","val":"%s@example.org"},{"typ":"roles","val":"%s"}]}' \
    "$1" "$1" "$1" "$2" | base64 | tr -d '\n'
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
  The report             $address/report
  API, for machines      $address/api/openapi.json
  Is all well            $address/api/health/ready
  Desk time              $address/admin/clock
  Mails as files         .local/mail        Log   .local/logs/desk.log

${bold}Next: copy, paste, in another terminal${reset}
  # be a requester, and an agent
  desk=$address
  anna='X-MS-CLIENT-PRINCIPAL: $(be anna Requester)'
  bo='X-MS-CLIENT-PRINCIPAL: $(be bo Agent.L1)'

  # open an incident; the answer carries its number and its ETag
  curl -si "\$desk/api/incidents" -H "\$anna" -H 'Content-Type: application/json' -H "Idempotency-Key: \$RANDOM\$RANDOM" \\
    -d '{"title":"The printer on the 2nd floor prints nothing","description":"It blinks red.","category":"hardware","subcategory":"printer","impact":"individual","urgency":"low","channel":"portal"}'; echo

  # what is mine; what a portal needs to draw its forms; the numbers
  curl -s "\$desk/api/tickets" -H "\$anna"; echo
  curl -s "\$desk/api/catalogue" -H "\$anna"; echo
  curl -s "\$desk/api/reports/summary" -H "\$bo"; echo

  # move desk time 30 days: everything due in between happens, in order. Takes some ten seconds; desk time goes forward only
  curl -s "\$desk/admin/clock" -H 'Content-Type: application/json' -d '{"advance":"P30D"}'; echo
$import
Ctrl-C stops the desk and the storage emulator; the tickets stay for the next ./run.
TEXT
}
