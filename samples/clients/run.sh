#!/bin/sh
# A server of the demo, and clients that are made from its OpenAPI document: one in TypeScript with openapi-typescript and openapi-fetch, one in .NET with Kiota. Works in a folder
# of its own, which it deletes at the end. Build first: dotnet build -c Release src/Cli
set -eu
cd "$(dirname "$0")/../.."

CPT_DATA=$(mktemp -d)
export CPT_DATA NO_COLOR=1
chmod 711 "$CPT_DATA"   # run as root, PostgreSQL has another account, which must pass through
url=http://127.0.0.1:${CPT_CLIENTS_PORT:-8089}
server=
trap '[ -z "$server" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$CPT_DATA"' EXIT

dotnet src/Cli/bin/Release/net10.0/cpt.dll demo --no-serve --json >/dev/null
dotnet src/Cli/bin/Release/net10.0/cpt.dll serve --urls "$url" >"$CPT_DATA/server.log" 2>&1 &
server=$!
for _ in $(seq 60); do
    curl -fs "$url/readyz" >/dev/null && break
    sleep 1
done
curl -fs "$url/readyz" >/dev/null || { cat "$CPT_DATA/server.log"; exit 1; }

if command -v npm >/dev/null && npm view openapi-typescript@7.13.0 version >/dev/null 2>&1; then
    samples/clients/typescript/run.sh "$url"
else
    echo "The client in TypeScript is skipped: there is no npm here, or npm reaches no registry."
fi

samples/clients/dotnet/run.sh "$url"
