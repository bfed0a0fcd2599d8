#!/usr/bin/env python3
"""The figures of a funnel from an export, computed from the definitions of docs/data.md and not as the program does it.

    funnel_from_csv.py FILE SPEC

SPEC is JSON: shape (events, wide, snapshot), delimiter, decimal, date (a format of strptime, or "iso"), and the columns
id, stage, before, at, left, amount, segment, reason, status; stages in order, won and lost (lists), visits, since, until,
compare. For wide: entered and exited, mappings of stages to columns. Prints JSON.
"""
import collections
import csv
import json
import re
import statistics
import sys
from datetime import datetime, timedelta, timezone

path, spec = sys.argv[1], json.loads(sys.argv[2])


def moment(text):
    """Seconds since 1970, or None."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{13}", text):
        return int(text) // 1000
    if spec.get("date", "iso") != "iso":
        value = datetime.strptime(text, spec["date"])
    else:
        value = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if value.tzinfo is None:
        value = value.replace(tzinfo=timezone.utc)
    return int(value.timestamp() // 1)


def money(text):
    kept = re.sub(r"[^0-9.,-]", "", text)
    if not kept:
        return None
    if spec.get("decimal") == ",":
        kept = kept.replace(".", "").replace(",", ".")
    else:
        kept = kept.replace(",", "")
    return float(kept)


def cell(row, role):
    name = spec.get(role)
    return row[name].strip() if name else ""


records = collections.OrderedDict()  # id -> list of (time, number, stage, before, left)
facts = collections.defaultdict(dict)  # id -> role -> (time, number, value)
with open(path, encoding="utf-8-sig", newline="") as file:
    reader = csv.DictReader(file, delimiter=spec.get("delimiter", ","))
    for number, row in enumerate(reader):
        if spec.get("only") and row[spec["only"][0]] != spec["only"][1]:
            continue
        key = cell(row, "id") or str(number)
        events = []
        if spec["shape"] == "wide":
            for stage, column in spec["entered"].items():
                if row[column].strip():
                    left = spec.get("exited", {}).get(stage)
                    events.append((moment(row[column]), stage, None, moment(row[left]) if left else None))
        elif cell(row, "stage"):
            at = number if spec["shape"] == "snapshot" else moment(cell(row, "at"))
            events.append((at, cell(row, "stage"), cell(row, "before") or None, moment(cell(row, "left")) if spec.get("left") else None))
        for at, stage, before, left in events:
            rows = records.setdefault(key, [])
            rows.append((at, len(rows), stage, before, left))
            for role in ("amount", "segment", "reason", "status"):
                value = cell(row, role)
                if value and (role not in facts[key] or at >= facts[key][role][0]):
                    facts[key][role] = (at, money(value) if role == "amount" else value)

order, won, lost = spec["stages"], spec["won"], spec["lost"]
place = {stage: at for at, stage in enumerate(order)}
last_moment = max(row[0] for rows in records.values() for row in rows)
first_moment = min(row[0] for rows in records.values() for row in rows)


def day(name, plus=0):
    if not spec.get(name):
        return None
    value = datetime.strptime(spec[name], "%Y-%m-%d").replace(tzinfo=timezone.utc) + timedelta(days=plus)
    return int(value.timestamp())


since, until = day("since"), day("until", 1)


def path_of(rows):
    """Visits [stage, entered, left], and how many rows repeat a stage."""
    if spec["shape"] == "snapshot":
        rows = rows[-1:]
    backwards = spec["shape"] == "events" and rows[0][0] > rows[-1][0]
    rows = sorted(rows, key=lambda row: (row[0], -row[1] if backwards else row[1]))
    found, repeated = [], 0
    first = rows[0]
    if first[3] and first[3] != first[2]:
        found.append([first[3], None, None])
    for at, _, stage, _, left in rows:
        if found and found[-1][0] == stage:
            repeated += 1
            found[-1][2] = left
            continue
        if found and found[-1][2] is None:
            found[-1][2] = at
        found.append([stage, at, left])
    return found, repeated


figures = {}
totals = collections.Counter()


def of(stage, segment):
    blank = lambda: {"entered": 0, "won": 0, "lost": 0, "open": 0, "previous": 0, "times": [], "amounts": [], "reasons": collections.Counter()}
    return [figures.setdefault(stage, {}).setdefault(name, blank()) for name in ("", segment)]


for key, rows in records.items():
    visits, repeated = path_of(rows)
    segment = facts[key].get("segment", (0, "Not set"))[1]
    begin = visits[0][1] if visits[0][1] is not None else visits[0][2]
    is_now = spec["shape"] == "snapshot" or (since is None or begin >= since) and (until is None or begin < until)
    if not is_now:
        totals["outside"] += 1
        if spec.get("compare"):
            length = (until if until is not None else last_moment + 1) - since
            if since - length <= begin < since:
                for stage in {v[0] for v in visits if v[0] in place and (v[1] is None or v[1] <= last_moment - length)}:
                    for figure in of(stage, segment):
                        figure["previous"] += 1
        continue
    totals["records"] += 1
    totals["repeated"] += repeated
    stages = [visit[0] for visit in visits]
    for one, two in zip(stages, stages[1:]):
        if one in place and two in place:
            totals["skips"] += place[two] > place[one] + 1
            totals["backward"] += place[two] < place[one]
    inside = [stage for stage in stages if stage in place]
    totals["reentries"] += len(inside) - len(set(inside))
    totals["reopened"] += any(stage in won or stage in lost for stage in stages[:-1])
    amount = facts[key].get("amount", (0, None))[1]
    for stage in set(inside):
        own = [visit for visit in visits if visit[0] == stage]
        if spec.get("visits") == "first":
            own = own[:1]
        for figure in of(stage, segment):
            figure["entered"] += 1
            if amount is not None:
                figure["amounts"].append(amount)
            if all(entered is not None and left is not None for _, entered, left in own):
                figure["times"].append(sum(left - entered for _, entered, left in own))
    if not inside:
        totals["without_stage"] += 1
        continue
    status = facts[key].get("status", (0, ""))[1].lower()
    end = visits[-1]
    for figure in of(inside[-1], segment):
        if end[0] in won or end[0] not in lost and status == "won":
            figure["won"] += 1
        elif end[0] in lost or status == "lost":
            figure["lost"] += 1
            if "reason" in facts[key]:
                figure["reasons"][facts[key]["reason"][1]] += 1
        elif end[2] is None:
            figure["open"] += 1
    if end[0] not in won + lost and status not in ("won", "lost"):
        totals["open" if end[2] is None else "left"] += 1


def summary(figure):
    times = figure["times"]
    if len(times) > 1:
        cuts = statistics.quantiles(times, n=20, method="inclusive")
        p50, p75, p90 = statistics.median(times), cuts[14], cuts[17]
    else:
        p50 = p75 = p90 = times[0] if times else None
    keys = ("entered", "won", "lost", "open", "previous")
    return {
        **{key: figure[key] for key in keys},
        "value": statistics.fmean(figure["amounts"]) if figure["amounts"] else None,
        "timed": len(times),
        "p50": p50, "p75": p75, "p90": p90,
        "reasons": dict(sorted(figure["reasons"].items())),
    }


print(json.dumps({
    "stages": {stage: {name: summary(figure) for name, figure in sorted(figures.get(stage, {}).items())} for stage in order},
    "totals": {name: totals[name] for name in ("records", "repeated", "skips", "backward", "reentries", "reopened", "open", "left", "outside", "without_stage")},
}))
