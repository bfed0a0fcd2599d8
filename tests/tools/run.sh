#!/usr/bin/env bash
# What Chromium, Mermaid, Graphviz and Poppler say of every example and every hard document, as BINARY draws it, and what
# PostgreSQL and SQLite say of the schemas that it imports.
set -euo pipefail
binary=$(realpath "${1:?usage: run.sh BINARY}")
cd "$(dirname "$0")"
./install.sh
python3 schemas.py "$binary" ../import/* ../../examples/*.yaml ../../examples/smallest/*.yaml hard/erd-*.yaml hard/class-*.yaml
exec node check.mjs "$binary"
