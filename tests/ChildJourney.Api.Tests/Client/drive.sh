#!/usr/bin/env bash
# Makes a typed client from the API description, compiles a program that uses it, and runs that program against a service:
#   tests/ChildJourney.Api.Tests/Client/drive.sh http://127.0.0.1:5080
# It records two children, whose ids begin with "client-". What it makes stands in a temporary folder while it runs.
set -euo pipefail
address=${1:?the address of a service}
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../../.." && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$checkout/node_modules" "$work/node_modules"
cp "$here/client.ts" "$here/tsconfig.json" "$work"
echo '{ "type": "module" }' >"$work/package.json"

cd "$work"
node node_modules/openapi-typescript/bin/cli.js "$checkout/openapi/childjourney.v1.json" --output schema.ts >types.log 2>&1 || { cat types.log >&2; exit 1; }
node node_modules/typescript/bin/tsc --project tsconfig.json
node client.js "$address"
