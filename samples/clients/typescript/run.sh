#!/bin/sh
# Makes a client from the OpenAPI document of a server with openapi-typescript, compiles the client, and uses it: run.sh URL. Needs Node.js 20 or later with npm.
set -eu
url=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/tsconfig.json" "$here/client.ts" "$work"
cd "$work"
npm install --ignore-scripts --no-audit --no-fund --no-package-lock --silent
npx --no-install openapi-typescript "$url/openapi/v1.json" --output api.ts
npx --no-install tsc
node built/client.js "$url"
