#!/usr/bin/env bash
# Installs what the checks of this folder need and the machine lacks: Chromium, Graphviz, Poppler, PostgreSQL, Node packages.
set -euo pipefail
cd "$(dirname "$0")"

wanted=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
command -v dot >/dev/null || wanted+=(graphviz)
command -v pdftotext >/dev/null || wanted+=(poppler-utils)
command -v psql >/dev/null && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
command -v python3 >/dev/null || wanted+=(python3)
command -v node >/dev/null || wanted+=(nodejs npm)
if ((${#wanted[@]})); then
    sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi

# The lock file decides; nothing is fetched when it is what stands here already.
if ! cmp -s package-lock.json node_modules/.crm-diagram-lock; then
    PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.crm-diagram-lock
fi
