#!/usr/bin/env bash
# Renders all views of all examples twice, in different surroundings, and compares every byte.
set -euo pipefail
binary=$1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/one" "$work/another place/deeper/ünïcode"
cp -r "$root/examples" "$work/one/"
cp -r "$root/examples" "$work/another place/deeper/ünïcode/"

render() {
  for format in svg png pdf mermaid dot json; do
    for file in examples/*.yaml examples/smallest/journey.yaml; do
      "$binary" --quiet render "$file" --all -f "$format" -o "out/$format/" 2>/dev/null || {
        echo "cannot render $file as $format" >&2
        "$binary" render "$file" --all -f "$format" -o "out/$format/"
        exit 1
      }
    done
  done
}

(cd "$work/one" && LC_ALL=C TZ=UTC RAYON_NUM_THREADS=1 render)
(cd "$work/another place/deeper/ünïcode" && LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Tokyo RAYON_NUM_THREADS=8 HOME=/nonexistent render)
diff -r "$work/one/out" "$work/another place/deeper/ünïcode/out"
echo "$(find "$work/one/out" -type f | wc -l) files, all the same"
