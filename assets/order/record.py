#!/usr/bin/env python3
"""Records which functions the examples call, for the linker to lay side by side.

    assets/order/record.py

A small picture takes a few milliseconds, and a good part of that is to have pages of the program mapped, one piece of
64 KB after the other. What pictures need is a fifth of the program: side by side it lies in fewer pieces. `build.rs`
tells the linker of `functions.txt`. What is not in it lies behind in the order of old, and what is in it but no longer
in the program does no harm: a list of some months ago still does most of what a new one would.

Needs Valgrind. Takes as long as a release build and a minute.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# A function that one example alone calls lies well enough where its module lies.
LEAST_EXAMPLES = 2

HEADER = """\
# Functions that pictures need, those first that most of them need. Written by record.py.
# Names as rustc writes them (RFC 2603), `*` for what changes from compiler to compiler: hashes of crates, and numbers of
# implementations.
"""


def build():
    """A release with names in it, apart from those that are used."""
    target = ROOT / "target" / "order"
    environment = dict(os.environ, CARGO_PROFILE_RELEASE_STRIP="false")
    command = ["cargo", "build", "--release", "--locked", "--target-dir", target]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return target / "release" / "crm-diagram"


def called(binary, document, folder):
    """The functions that drawing a document calls."""
    trace = folder / "trace"
    valgrind = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={trace}"]
    draw = [binary, "render", document, "-o", folder / "picture.svg"]
    subprocess.run(valgrind + draw, check=True, capture_output=True)
    names = re.findall(r"^c?fn=\(\d+\) (_R\w+)", trace.read_text(errors="replace"), re.MULTILINE)
    return {pattern(name) for name in names}


def pattern(name):
    """A name without what changes from compiler to compiler."""
    name = re.sub(r"Cs[0-9A-Za-z]+_", "C*_", name)
    return re.sub(r"(?<=Nv)([MX])(?:s[0-9A-Za-z]*_)?(?=[NIC])", r"\1*", name)


def main():
    binary = build()
    callers = {}
    with tempfile.TemporaryDirectory() as folder:
        for document in sorted((ROOT / "examples").glob("*.yaml")):
            for name in called(binary, document, Path(folder)):
                callers.setdefault(name, []).append(document.stem)
    names = [name for name, documents in callers.items() if len(documents) >= LEAST_EXAMPLES]
    # What the same pictures need side by side.
    names.sort(key=lambda name: (-len(callers[name]), callers[name], name))
    (HERE / "functions.txt").write_text(HEADER + "".join(f"{name}\n" for name in names))
    print(f"{len(names)} of {len(callers)} functions")


if __name__ == "__main__":
    main()
