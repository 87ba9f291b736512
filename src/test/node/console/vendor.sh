#!/bin/sh
# Writes the console's libraries from npm at fixed versions; see the README of the folder it writes.
set -eu
page=$(cd "$(dirname "$0")/../../../main/resources/com/bamotf/webhooks/console/page/vendor" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --no-audit --no-fund --ignore-scripts --prefix . preact@11.2.0 htm@3.1.1 uplot@1.6.32
cd node_modules
sed '/^\/\/# sourceMappingURL=/d' preact/dist/preact.mjs >"$page/preact.js"
sed -e 's|from"preact"|from"./preact.js"|' -e '/^\/\/# sourceMappingURL=/d' preact/hooks/dist/hooks.mjs >"$page/hooks.js"
cp htm/dist/htm.mjs "$page/htm.js"
cp uplot/dist/uPlot.iife.min.js "$page/uPlot.js"
cp uplot/dist/uPlot.min.css "$page/uPlot.css"
for library in preact htm uplot; do cp "$library/LICENSE" "$page/LICENSE-$library"; done
