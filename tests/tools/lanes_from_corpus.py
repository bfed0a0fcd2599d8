#!/usr/bin/env python3
"""Writes graphs that name lanes as documents, draws them, and looks whether anything stands outside its lane.

usage: lanes_from_corpus.py CORPUS OUT [BINARY]

CORPUS is a folder with graphs as JSON below it, of which those are taken that have `groups`:
  {"name", "nodes": [{"id", "label", "kind"?}], "edges": [[source, target, label]],
   "groups": [{"id", "label", "pool"?, "members"}]}
OUT gets one YAML document for each. With BINARY, each is drawn across and upright into OUT, and the script ends with 1 if
a node or its words leave the lane, a node stands in no lane or the wrong one, a line leaves all lanes or runs through a node.
"""

import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml

KINDS = {
    "startEvent": "start",
    "endEvent": "end",
    "exclusiveGateway": "decision",
    "inclusiveGateway": "decision",
    "eventBasedGateway": "decision",
    "parallelGateway": "parallel",
    "intermediateCatchEvent": "event",
    "intermediateThrowEvent": "event",
    "subProcess": "subprocess",
    "callActivity": "subprocess",
    "manualTask": "manual",
}
NAMES = {"start": "Start", "end": "End", "decision": "Which way?", "parallel": "All ways", "event": "Event"}
SLACK = 0.5


def quoted(text):
    """JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


class Names:
    """Names that differ in case alone are one name: the spelling that came first."""

    def __init__(self):
        self.known = {}

    def of(self, label, otherwise):
        name = " ".join((label or "").split()) or otherwise
        return self.known.setdefault(name.casefold(), name)


def lanes(graph):
    """The lanes as lines; pools but the largest are outside. Groups of members only: empty ones stay."""
    sizes = {}
    for group in graph["groups"]:
        pool = group.get("pool")
        if pool:
            sizes[pool] = sizes.get(pool, 0) + len(group["members"])
    largest = max(sizes, key=sizes.get) if sizes else None
    names = Names()
    for number, group in enumerate(graph["groups"], 1):
        pool = group.get("pool")
        parts = [f"id: lane-{number}", f"name: {quoted(names.of(group['label'], pool or f'Lane {number}'))}"]
        if pool and pool != largest:
            parts.append("kind: external")
        elif pool and pool != group["label"] and sum(g.get("pool") == pool for g in graph["groups"]) > 1:
            parts.append(f"part_of: {quoted(pool)}")
        yield "  - {" + ", ".join(parts) + "}"


def steps(graph):
    """The nodes as lines, each with where it leads."""
    lane_of = {member: number for number, group in enumerate(graph["groups"], 1) for member in group["members"]}
    ways = {}
    for source, target, label in graph["edges"]:
        ways.setdefault(source, []).append((target, " ".join((label or "").split())))
    names = Names()
    for node in graph["nodes"]:
        kind = KINDS.get(node.get("kind"), "task")
        name = names.of(node["label"], NAMES.get(kind, "Step"))
        parts = [f"id: {node['id']}", f"name: {quoted(name)}"]
        if kind != "task":
            parts.append(f"type: {kind}")
        if node["id"] in lane_of:
            parts.append(f"by: lane-{lane_of[node['id']]}")
        out = [
            f"{{to: {target}, when: {quoted(label)}}}" if label else target for target, label in ways.get(node["id"], [])
        ]
        parts.append(f"next: [{', '.join(out)}]" if out else "next: none")
        yield "  - {" + ", ".join(parts) + "}"


def document(graph, direction):
    lines = ["type: swimlane", f"title: {quoted(graph['name'])}", f"direction: {direction}", "swimlanes:"]
    return "\n".join([*lines, *lanes(graph), "steps:", *steps(graph)]) + "\n"


def inside(box, lane):
    return (
        box["x"] >= lane["x"] - SLACK
        and box["y"] >= lane["y"] - SLACK
        and box["x"] + box["w"] <= lane["x"] + lane["w"] + SLACK
        and box["y"] + box["h"] <= lane["y"] + lane["h"] + SLACK
    )


def around(lanes):
    """The box of all lanes."""
    left, top = min(lane["x"] for lane in lanes), min(lane["y"] for lane in lanes)
    right = max(lane["x"] + lane["w"] for lane in lanes)
    bottom = max(lane["y"] + lane["h"] for lane in lanes)
    return {"x": left, "y": top, "w": right - left, "h": bottom - top}


def runs_through(points, box):
    """Whether a route along the axes runs through the inside of a box."""
    left, top = box["x"] + 1, box["y"] + 1
    right, bottom = box["x"] + box["w"] - 1, box["y"] + box["h"] - 1
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if min(x0, x1) < right and max(x0, x1) > left and min(y0, y1) < bottom and max(y0, y1) > top:
            return True
    return False


def words(svg):
    """By node, where its lines of text begin, as the picture has them."""
    found = {}
    for group in xml.parse(svg).getroot().iter("{http://www.w3.org/2000/svg}g"):
        name = group.get("id", "")
        if "node-" not in name:
            continue
        texts = [*group.iter("{http://www.w3.org/2000/svg}text"), *group.iter("{http://www.w3.org/2000/svg}tspan")]
        places = [(float(text.get("x")), float(text.get("y"))) for text in texts if text.get("x") and text.get("y")]
        found[name.split("node-", 1)[1]] = places
    return found


def judge(graph, drawn, svg):
    """What is wrong with a picture."""
    nodes = {node["id"]: node for node in drawn["nodes"]}
    lane_of = {member: lane for lane in drawn["groups"] for member in lane["members"] if member in nodes}
    texts = words(svg)
    faults = [f"`{node['id']}` is not drawn" for node in graph["nodes"] if node["id"] not in nodes]
    for group, number in ((group, number) for number, group in enumerate(graph["groups"], 1)):
        for member in group["members"]:
            lane = lane_of.get(member)
            if lane is None or lane["id"] != f"lane-{number}":
                faults.append(f"`{member}` stands in {lane and lane['id']} instead of lane-{number}")
    for name, node in nodes.items():
        lane = lane_of.get(name)
        if lane is None:
            faults.append(f"`{name}` stands in no lane")
            continue
        if not inside(node, lane):
            faults.append(f"`{name}` leaves {lane['id']}: {node} in {lane}")
        if not texts.get(name):
            faults.append(f"`{name}` has no words in the picture")
        for x, y in texts.get(name, []):
            if not inside({"x": x, "y": y, "w": 0, "h": 0}, lane):
                faults.append(f"words of `{name}` leave {lane['id']} at {x}, {y}")
    for edge in drawn["edges"]:
        for x, y in edge["points"]:
            if not inside({"x": x, "y": y, "w": 0, "h": 0}, around(drawn["groups"])):
                faults.append(f"{edge['source']} -> {edge['target']} leaves all lanes at {x}, {y}")
        for name, node in nodes.items():
            if name not in (edge["source"], edge["target"]) and runs_through(edge["points"], node):
                faults.append(f"{edge['source']} -> {edge['target']} runs through `{name}`")
    ends = {(edge["source"], edge["target"]) for edge in drawn["edges"]}
    faults += [f"{a} -> {b} is not drawn" for a, b, _ in graph["edges"] if (a, b) not in ends]
    return faults


def draw(binary, path):
    for ending in (".json", ".svg"):
        target = path.with_suffix(ending)
        run = subprocess.run([binary, "render", "--quiet", path, "-o", target], capture_output=True, text=True)
        if run.returncode:
            return None, run.stderr
    return json.loads(path.with_suffix(".json").read_text()), path.with_suffix(".svg")


def main(corpus, out, binary=None):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    count = failed = 0
    for source in sorted(pathlib.Path(corpus).rglob("*.json")):
        graph = json.loads(source.read_text())
        if not (isinstance(graph, dict) and graph.get("groups")):
            continue
        for direction in ("right", "down"):
            count += 1
            path = out / f"{source.stem}-{direction}.yaml"
            path.write_text(document(graph, direction))
            if binary is None:
                continue
            drawn, found = draw(binary, path)
            faults = [found] if drawn is None else judge(graph, drawn, found)
            failed += bool(faults)
            print(f"{'FAIL' if faults else 'ok  '} {path.name}")
            for fault in faults[:12]:
                print(f"     {fault}")
    print(f"{count} documents, {failed} with faults" if binary else f"{count} documents")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
