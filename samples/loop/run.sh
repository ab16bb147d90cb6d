#!/bin/sh
# From an alert to a change that is kept: acknowledged, proposed by one person, approved by another, applied, measured, and traced by an auditor.
# Works with the built tool alone, in a folder of its own, which it deletes at the end. Build first: dotnet build -c Release src/Cli
set -eu
cd "$(dirname "$0")/../.."

CPT_DATA=$(mktemp -d)
export CPT_DATA
chmod 711 "$CPT_DATA"   # run as root, PostgreSQL has another account, which must pass through
trap 'rm -rf "$CPT_DATA"' EXIT
signals="$CPT_DATA/signals.ndjson" first_half="$CPT_DATA/first-half.ndjson"

cpt() {
    printf '\n$ cpt %s\n' "$*" >&2
    dotnet src/Cli/bin/Release/net10.0/cpt.dll "$@"
}

# The value of a text property, where it comes first in a command's JSON.
first() { grep -m1 "\"$1\"" | cut -d '"' -f 4; }

# An invented campaign, of which only what was known by 29 June 2025 comes in: trust broke on 1 May, when hero@8 came.
cpt demo --write "$signals"
sed '/"occurredAt":"2025-06-30/,$d' "$signals" >"$first_half"
cpt policies set samples/policies/high-conversion-falling-trust.yaml --reason "first policy"
cpt import "$first_half" --history

# Operations: what is open, on which evidence? Seen, and given to somebody.
alert=$(cpt alerts list --state open --json | first id)
cpt alerts show "$alert"
cpt alerts ack "$alert" --actor ops --reason "real: refunds are up as well"
cpt alerts assign "$alert" ada --actor ops --reason "the message is hers"

# One person proposes. What will count as success is fixed now, and what was known now is kept with it.
adjustment=$(cpt adjustments propose spring-launch --from hero@8 --to hero@9 \
    --what "take the promise of a free start back" --hypothesis "checkout asks for money after \"free to start\"; without the promise trust comes back" \
    --kpi trust --expected 8 --at-least 4 --before 180 --after 28 --guard conversion_rate \
    --alert "$alert" --actor ada --reason "trust of new customers fell at checkout with hero@8" --json | first id)

# The same person may not approve it; another one does.
if cpt adjustments approve "$adjustment" --actor ada --reason "it is urgent"; then
    echo "A proposer approved her own change." >&2
    exit 1
fi
cpt adjustments approve "$adjustment" --actor grace --reason "the evidence is plain, and the rule guards conversion"
cpt adjustments apply "$adjustment" --at 2025-06-30 --actor ada --reason "hero@9 is on the page"

# Six weeks later. The whole file comes in: what is there already is recognised.
cpt import "$signals" --history
cpt trend spring-launch --from 2025-05-01
cpt adjustments measure "$adjustment" --actor ada --reason "its four weeks are over"
test "$(cpt adjustments show "$adjustment" --json | grep -m1 '"state"' | cut -d '"' -f 4)" = kept
# Trust is surely back where it was, so the alert has ended by itself.
test "$(cpt alerts show "$alert" --json | first state)" = resolved

# The auditor: who changed this message, why, on which evidence as known then, who approved it, did it work, has anything been tampered with?
cpt trace hero@9
cpt verify

# The same for somebody who has neither the database nor this program, signed with the key that was handed out.
cpt evidence hero@9 -o "$CPT_DATA/hero-9.zip"
cpt verify "$CPT_DATA/hero-9.zip" --key "$(cpt log key show)"
if command -v python3 >/dev/null; then
    python3 samples/verify-evidence/verify.py "$CPT_DATA/hero-9.zip"
fi
