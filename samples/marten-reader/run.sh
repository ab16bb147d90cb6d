#!/bin/bash
# Opens the journal of the demo with Marten: makes the demo in a folder of its own, which is deleted at the end, proposes a change and runs this sample on it.
# Build first: dotnet build -c Release src/Cli
set -euo pipefail
cd "$(dirname "$0")/../.."

CPT_DATA=$(mktemp -d)
export CPT_DATA NO_COLOR=1
chmod 711 "$CPT_DATA"   # run as root, PostgreSQL has another account, which must pass through
serving=
trap '[ -z "$serving" ] || { kill "$serving"; wait "$serving" || true; }; rm -rf "$CPT_DATA"' EXIT

cpt() { dotnet src/Cli/bin/Release/net10.0/cpt.dll "$@"; }

cpt demo --no-serve >/dev/null
cpt adjustments propose spring-launch --what "take the delivery promise back" --from hero@8 --to hero@9 \
    --hypothesis "the promise is not kept" --expected 8 --actor ada --reason "trust of new customers fell" >/dev/null

# The private server runs while a cpt does, so one follows the alerts meanwhile.
dotnet src/Cli/bin/Release/net10.0/cpt.dll alerts watch >/dev/null 2>&1 &
serving=$!
sockets=$(sed -n 's/.*"sockets": *"\([^"]*\)".*/\1/p' "$CPT_DATA/postgres/place.json")
until [ -S "$sockets/.s.PGSQL.5432" ]; do
    kill -0 "$serving"
    sleep 0.2
done

shown=$(dotnet run -c Release --project samples/marten-reader -- "Host=$sockets;Username=cpt;Database=cpt" default)
echo "$shown"
grep -q "  1. adjustment_proposed at .* by ada" <<<"$shown"
