#!/bin/sh
# From a file of history to the answer "trust broke on that day, while orders held", with the built tool alone.
# Works in a folder of its own, which it deletes at the end. Build first: dotnet build -c Release src/Cli
set -eu
cd "$(dirname "$0")/../.."

CPT_DATA=$(mktemp -d)
export CPT_DATA
chmod 711 "$CPT_DATA"   # run as root, PostgreSQL has another account, which must pass through
trap 'rm -rf "$CPT_DATA"' EXIT

cpt() {
    printf '\n$ cpt %s\n' "$*" >&2
    dotnet src/Cli/bin/Release/net10.0/cpt.dll "$@"
}

# What the figures are held against, who owns which touchpoint, and what counts as a divergence.
cpt kpis set samples/kpis.yaml --reason "first targets"
cpt journey set samples/journey.yaml --reason "first map"
cpt policies set samples/policies/high-conversion-falling-trust.yaml --reason "first policy"

# The file comes in through a mapping; a second time it adds nothing.
cpt import samples/quickstart/days.csv --map samples/quickstart/days.yaml --history
cpt import samples/quickstart/days.csv --map samples/quickstart/days.yaml --history

# The answer: how it stands, when it broke, who would have been told.
cpt scorecard garden-shop --at 2025-05-04
cpt trend garden-shop
cpt alerts list
cpt replay garden-shop --policy samples/policies/high-conversion-falling-trust.yaml --from 2025-04-04 --to 2025-04-20

# What is stored is what was received.
cpt verify
