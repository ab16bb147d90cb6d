#!/bin/sh
# Makes a client from the OpenAPI document of a server with Kiota, compiles the client, and uses it: run.sh URL. Needs the .NET SDK and a NuGet feed.
set -eu
url=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.csproj "$here"/*.props "$here"/Program.cs "$work"
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 KIOTA_TELEMETRY_OPTOUT=1
curl -fsS "$url/openapi/v1.json" -o api.json
dotnet tool install Microsoft.OpenApi.Kiota --version 1.38.0 --tool-path tool
tool/kiota generate --language CSharp --openapi api.json --output Generated --class-name TrackerClient --namespace-name CustomerPerformanceTracker.Client --exclude-backward-compatible --log-level error
dotnet run --project Client.csproj --property WarningLevel=0 -- "$url"
