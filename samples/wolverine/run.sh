#!/bin/bash
# An alert that reaches a Wolverine application through RabbitMQ, and comes back as a proposal over the HTTP API: once, although the message comes twice.
# Starts a broker and a server of its own on the loopback address, in a folder that it deletes at the end. Build first: dotnet build -c Release src/Cli
set -euo pipefail
cd "$(dirname "$0")/../.."

# Debian's command of the same name on PATH would change to another account.
broker=/usr/lib/rabbitmq/bin/rabbitmq-server
[ -x "$broker" ] || broker=$(command -v rabbitmq-server) || { echo "skipped: no rabbitmq-server"; exit 0; }

work=$(mktemp -d)
export CPT_DATA="$work/data" NO_COLOR=1 DOTNET_NOLOGO=1
chmod 711 "$work"   # run as root, PostgreSQL has another account, which must pass through
mkdir "$work/broker" "$CPT_DATA"
chmod 711 "$CPT_DATA"

started=()   # process ids, the latest last; each ends before the one that it needs
finish() {
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do
        kill "${started[i]}" 2>/dev/null || true
        wait "${started[i]}" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

say() { printf '\n-- %s\n' "$*"; }
fail() {
    echo "FAILED: $*" >&2
    tail -n 20 "$work"/*.log >&2
    exit 1
}

# Starts a program with its output in NAME.log.
run() {
    local name=$1
    shift
    "$@" >"$work/$name.log" 2>&1 </dev/null &
    started+=($!)
}

# Until a command succeeds: two minutes at most, and no longer than everything runs that was started.
until_so() {
    local what=$1 end=$((SECONDS + 120))
    shift
    until "$@" >/dev/null 2>&1; do
        for id in "${started[@]}"; do
            kill -0 "$id" 2>/dev/null || fail "a program ended before $what"
        done
        [ "$SECONDS" -lt "$end" ] || fail "$what did not come about within 120 s"
        sleep 0.2
    done
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port that nobody listens on, below those that the system gives to outgoing connections.
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && answers "$port"; do :; done
    echo "$port"
}

cpt() {
    echo "\$ cpt $*" >&2
    dotnet src/Cli/bin/Release/net10.0/cpt.dll "$@"
}

# The value of a text property, where it comes first in a command's JSON.
first() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" | sed -n 1p; }

say "building the application"
dotnet build -c Release samples/wolverine >"$work/build.log" || fail "the application does not build"

say "starting a broker"
broker_port=$(free_port) names_port=$(free_port) between_port=$(free_port)
echo '[].' >"$work/broker/plugins"
: >"$work/broker/env.conf"
run epmd epmd -port "$names_port" -address 127.0.0.1
until_so "Erlang's name server answered" answers "$names_port"
run broker env HOME="$work/broker" RABBITMQ_NODENAME="cpt-$broker_port@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$broker_port" \
    RABBITMQ_DIST_PORT="$between_port" ERL_EPMD_PORT="$names_port" ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' RABBITMQ_MNESIA_BASE="$work/broker/data" \
    RABBITMQ_LOG_BASE="$work/broker/log" RABBITMQ_PID_FILE="$work/broker/pid" RABBITMQ_ENABLED_PLUGINS_FILE="$work/broker/plugins" \
    RABBITMQ_CONF_ENV_FILE="$work/broker/env.conf" RABBITMQ_CONFIG_FILE="$work/broker/none" "$broker"
until_so "the broker started" grep -q 'Starting broker\.\.\. completed' "$work/broker.log"

say "starting a server that may deliver to this machine"
run server dotnet src/Cli/bin/Release/net10.0/cpt.dll serve --urls http://127.0.0.1:0 --allow-delivery-to 127.0.0.1
until_so "the server listened" grep -q '^Listening on ' "$work/server.log"
CPT_URL=$(sed -n 's/^Listening on //p' "$work/server.log")

say "a key that may propose and can neither approve nor administer"
CPT_KEY=$(cpt keys create --scope operate --person alert-proposals --reason "proposes what answers an alert")

say "starting the application, which declares the queue"
export CPT_URL CPT_KEY QUEUE=alerts BROKER="amqp://guest:guest@127.0.0.1:$broker_port"
run application dotnet samples/wolverine/bin/Release/net10.0/AlertProposals.dll
until_so "the application listened" grep -q '^Listening to ' "$work/application.log"

say "a subscription to raised divergences, and a campaign whose trust breaks"
subscription=$(cpt subscriptions add --rabbitmq "$BROKER" --routing-key "$QUEUE" --kind divergence --change raised --reason "proposals" --json | first id)
cpt policies set samples/policies/high-conversion-falling-trust.yaml --reason "first policy" >/dev/null
cpt import samples/quickstart/days.csv --map samples/quickstart/days.yaml --history >/dev/null
handled() { [ "$(grep -c '^Message ' "$work/application.log")" -ge "$1" ]; }
until_so "the application handled the message" handled 1

say "the same message once more, as after an acknowledgement that was lost"
delivery=$(cpt subscriptions deliveries "$subscription" --json | first id)
cpt subscriptions redeliver "$subscription" "$delivery"
until_so "the application handled the message again" handled 2
grep '^Message ' "$work/application.log"

[ "$(grep '^Message ' "$work/application.log" | cut -d , -f 1 | uniq | wc -l)" = 1 ] || fail "the messages have not one id"
alert=$(cpt alerts list --json | first id)
cpt adjustments list --json >"$work/adjustments.json"
[ "$(grep -c '"state": "proposed"' "$work/adjustments.json")" = 1 ] || fail "there is not exactly one adjustment"
grep -q "\"$alert\"" "$work/adjustments.json" || fail "the adjustment does not answer alert $alert"
adjustment=$(first id <"$work/adjustments.json")
cpt adjustments show "$adjustment"

say "done: one alert, two messages, one proposal ($adjustment)"
