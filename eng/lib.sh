# shellcheck shell=bash
# shellcheck disable=SC2034  # The scripts that source this use what it sets.
# What ./run, ./test, ./itsm and ./bench share: messages, tools, the build, Azurite. Sourced, never run.
#
# Background jobs are started under `set -m`, which gives each a process group of its own: Ctrl-C then reaches the script
# alone, which ends what it started in the right order.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
emulators="$root/eng/emulators"
node="$emulators/node_modules/node/bin/node"
logs="$root/.local/logs"
running="$root/.local/desk.running"

# A build must leave no servers behind, and talk to nobody but the package registries.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

# A compiler server of this script's own: quicker than none, and nobody else's to end.
own_compiler=-p:SharedCompilationId=itsm-$$

bold='' dim='' red='' green='' reset=''
if [[ -t 1 && -z "${NO_COLOR:-}" ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' reset=$'\e[0m'
fi

say() { printf '%s\n' "$*"; }
step() { printf '%s▸ %s%s\n' "$bold" "$*" "$reset"; }
fail() {
  printf '%s✗ %s%s\n' "$red" "$*" "$reset" >&2
  exit 1
}

# listens PORT: whether anything does, on this machine.
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# pause SECONDS: in the background, because bash forgets a Ctrl-C that arrives as a foreground child ends by itself.
pause() {
  sleep "$1" 9>&- &
  wait "$!" || true
}

# progress LABEL COMMAND…: runs quietly, shows the seconds as they pass, and everything it printed if it fails.
progress() {
  local label=$1 log started=$SECONDS job status=0
  shift
  mkdir -p "$logs"
  log="$logs/$(printf '%s' "$label" | tr -cs 'A-Za-z0-9' '-' | tr '[:upper:]' '[:lower:]').log"
  set -m
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  set +m
  job=$!
  progress_job=$job
  if [[ -t 1 ]]; then
    while kill -0 "$job" 2>/dev/null; do
      printf '\r  %s … %d s ' "$label" "$((SECONDS - started))"
      pause 0.5
    done
    printf '\r\e[K'
  else
    printf '  %s …\n' "$label"
  fi
  wait "$job" || status=$?
  # A build's compiler server is of its group and would wait ten minutes for more work.
  end_progress
  progress_job=
  if ((status != 0)); then
    cat "$log" >&2
    printf '%s✗ %s failed%s (all of it: %s)\n' "$red" "$label" "$reset" "${log#"$root"/}" >&2
    return "$status"
  fi
  printf '  %s: %d s\n' "$label" "$((SECONDS - started))"
}

# Ends what progress is still running, with all of its children; for the exit traps of the scripts.
end_progress() {
  if [[ -n "${progress_job:-}" ]]; then kill -KILL -- "-$progress_job" 2>/dev/null || true; fi
}

require_tools() {
  command -v dotnet >/dev/null ||
    fail 'The .NET SDK 10 is missing: install it (https://dotnet.microsoft.com/download/dotnet/10.0, apt install dotnet-sdk-10.0, brew install dotnet) and start again.'
  (cd "$root" && dotnet --version </dev/null >/dev/null 2>&1) ||
    fail "This dotnet has no SDK 10 (global.json asks for one): install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again."
  command -v npm >/dev/null ||
    fail 'Node.js with npm is missing (the storage emulator needs it): install it (https://nodejs.org, apt install npm, brew install node) and start again.'
}

# require_space MEGABYTES
require_space() {
  local free
  free=$(df -Pm "$root" | awk 'NR == 2 { print $4 }')
  ((free >= $1)) || fail "The disk that holds $root has $free MB left and $1 MB are needed: make room and start again."
}

install_emulators() {
  local stamp="$emulators/node_modules/.installed"
  if [[ -x "$node" ]] && cmp -s "$emulators/package-lock.json" "$stamp"; then return; fi
  require_space 1500
  progress 'Install the emulators (npm ci)' npm --prefix "$emulators" ci --no-audit --no-fund --loglevel=error ||
    fail 'npm could not install the emulators: see the lines above; most often the registry cannot be reached.'
  [[ -x "$node" ]] || fail "npm installed no Node 22 for this machine: install Node 22 or later, and link it as ${node#"$root"/}."
  cp "$emulators/package-lock.json" "$stamp"
}

install_linter() { install lint 'the linter of the HTTP contract'; }

install_browser_driver() { install browser 'what drives a browser'; }

# install FOLDER WHAT: the packages of eng/FOLDER, where its lock file changed since.
install() {
  local folder="$root/eng/$1" stamp="$root/eng/$1/node_modules/.installed"
  if cmp -s "$folder/package-lock.json" "$stamp"; then return; fi
  progress "Install $2 (npm ci)" npm --prefix "$folder" ci --no-audit --no-fund --loglevel=error ||
    fail "npm could not install $2: see the lines above; most often the registry cannot be reached."
  cp "$folder/package-lock.json" "$stamp"
}

# fresh STAMP OUTPUT FOLDERS…: true when nothing under the folders changed since the stamp and the output is there.
fresh() {
  local stamp=$1 output=$2
  shift 2
  [[ -f "$stamp" && -f "$output" ]] || return 1
  [[ -z $(cd "$root" && find "$@" Directory.Build.props Directory.Packages.props global.json eng/BannedSymbols.txt \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -newer "$stamp" -print 2>/dev/null | head -n 1) ]]
}

# build PROJECT FOLDERS…: a Release build of one project, skipped when nothing in the folders changed since the last one.
build() { compile Build bin "$@" || fail "$(basename "$1") does not compile: see the lines above."; }

# publish PROJECT FOLDERS…: the same as it is deployed, compiled ahead of time for this machine.
publish() { compile Publish publish "$@" || fail "$(basename "$1") cannot be published: see the lines above."; }

# compile LABEL PLACE PROJECT FOLDERS…
compile() {
  local label=$1 place=$2 project=$3 name stamp command
  shift 3
  name=$(basename "$project")
  stamp="$root/artifacts/local/.$place-$name"
  if fresh "$stamp" "$root/artifacts/local/$place/$name/release/ItsmFunctions.$name.dll" "$@"; then return; fi
  require_space 1000
  # Stamped with the moment before: what changes during the build counts as changed.
  mkdir -p "$(dirname "$stamp")" && touch "$stamp.begun" || return
  command=(build)
  if [[ $place == publish ]]; then command=(publish --use-current-runtime --self-contained false -p:PublishReadyToRun=true); fi
  progress "$label $name" dotnet "${command[@]}" "$root/$project" --configuration Release --verbosity quiet "$own_compiler" || return
  mv "$stamp.begun" "$stamp"
}

# start_azurite ARGUMENTS…: sets azurite_pid and azurite_connection. Azurite ends, flushed, when descriptor 9 closes:
# with this script, however it ends. Every other child is started with 9>&- so that it does not hold it open.
start_azurite() {
  local pipe ready="$logs/azurite.ready" started=$SECONDS
  mkdir -p "$logs"
  pipe=$(mktemp -u "$logs/azurite.XXXXXX")
  mkfifo "$pipe"
  : >"$ready"
  set -m
  "$node" "$emulators/azurite.mjs" "$@" <"$pipe" >"$ready" 2>"$logs/azurite.log" &
  set +m
  azurite_pid=$!
  exec 9>"$pipe"
  rm -f "$pipe"
  until grep -q connectionString "$ready"; do
    if ! kill -0 "$azurite_pid" 2>/dev/null || ((SECONDS - started > 60)); then
      cat "$logs/azurite.log" >&2
      fail "Azurite, the storage emulator, did not start: see the lines above and ${logs#"$root"/}/azurite.log."
    fi
    pause 0.1
  done
  azurite_connection=$(sed -n 's/.*"connectionString":"\([^"]*\)".*/\1/p' "$ready")
}

# Closing its lifeline is the request to save and end; waits until it has.
stop_azurite() {
  [[ -n "${azurite_pid:-}" ]] || return 0
  exec 9>&-
  wait "$azurite_pid" 2>/dev/null || true
  azurite_pid=
}
