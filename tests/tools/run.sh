#!/usr/bin/env bash
# What Chromium, Mermaid, Graphviz and Poppler say of every example and every hard document, as BINARY draws it.
set -euo pipefail
binary=$(realpath "${1:?usage: run.sh BINARY}")
cd "$(dirname "$0")"
./install.sh
exec node check.mjs "$binary"
