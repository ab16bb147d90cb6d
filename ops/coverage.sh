#!/bin/bash
# Runs test projects (all, or those that are named) and measures which lines and branches of the program they reach: a line for each, and Cobertura files in
# artifacts/coverage. The projects are built for it apart, so that the usual build stays as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

out=artifacts/coverage
rm -rf "$out"
mkdir -p "$out"
[ $# -gt 0 ] || set -- $(grep -l 'Include="xunit.v3"' tests/*/*.csproj | sed 's:.*/::; s:\.csproj$::')

for project in "$@"; do
    dotnet test -c Release --artifacts-path artifacts/coverage-build --project "tests/$project" -p:Coverage=true -p:RunAnalyzers=false --results-directory "$PWD/$out" \
        --coverlet --coverlet-output-format cobertura --coverlet-file-prefix "$project" --coverlet-include '[CustomerPerformanceTracker.*]*' --coverlet-include '[cpt]*' --coverlet-single-hit \
        || echo "Tests of $project failed; what they reached is counted all the same."
done

# The packages of a Cobertura file, as shares of lines and branches.
for report in "$out"/*.coverage.cobertura.*xml; do
    name=$(basename "$report")
    echo "${name%%.coverage.cobertura.*} reaches"
    sed -n 's/.*<package name="\([^"]*\)" line-rate="\([^"]*\)" branch-rate="\([^"]*\)".*/\1 \2 \3/p' "$report" |
        awk '{ printf "  %-45s %5.1f %% of lines, %5.1f %% of branches\n", $1, $2 * 100, $3 * 100 }'
done
