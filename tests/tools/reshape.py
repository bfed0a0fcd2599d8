#!/usr/bin/env python3
"""Writes the deals of an event log as the exports of other programs hold them.

    reshape.py SHAPE IN OUT    prints how funnel_from_csv.py is to read OUT
"""
import csv
import json
import random
import sys
from datetime import datetime

shape, source, target = sys.argv[1:]
rows = list(csv.DictReader(open(source, newline="")))
deals = {}
for row in rows:
    deals.setdefault(row["OpportunityId"], []).append(row)
STAGES = ["Qualification", "Discovery", "Proposal", "Negotiation", "Closed Won"]
LOST = ["Closed Lost"]
spec = {"stages": STAGES, "won": ["Closed Won"], "lost": LOST}


def write(names, lines, delimiter=",", bom=""):
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write(bom)
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows(lines)


def time(row):
    return datetime.fromisoformat(row["CreatedDate"])


columns = {"id": "OpportunityId", "stage": "StageName", "at": "CreatedDate", "amount": "Amount", "segment": "Segment", "reason": "LostReason"}
names = list(rows[0])
if shape in ("events", "first", "period"):
    write(names, [list(row.values()) for row in rows])
    spec |= {"shape": "events", **columns}
    if shape == "first":
        spec["visits"] = "first"
    if shape == "period":
        spec |= {"since": "2026-04-01", "until": "2026-06-30", "compare": True}
elif shape == "shuffled":
    random.Random(3).shuffle(rows)
    write(names, [list(row.values()) for row in rows])
    spec |= {"shape": "events", **columns}
elif shape == "newest-first":
    write(names, [list(row.values()) for row in reversed(rows)])
    spec |= {"shape": "events", **columns}
elif shape == "german":
    def comma(text):
        return f"{float(text):,.2f}".replace(",", "_").replace(".", ",").replace("_", ".") + " €"
    lines = [[r["OpportunityId"], r["StageName"], comma(r["Amount"]), f"{time(r):%d/%m/%Y %H:%M}", r["Segment"], r["LostReason"], "Müller; \"Söhne\"\n& Co"] for r in rows]
    write(["Deal-ID", "Phase", "Betrag", "Changed on", "Segment", "Lost reason", "Name"], lines, ";", "\ufeff")
    spec |= {"shape": "events", "delimiter": ";", "decimal": ",", "date": "%d/%m/%Y %H:%M", "id": "Deal-ID", "stage": "Phase", "at": "Changed on", "amount": "Betrag", "segment": "Segment", "reason": "Lost reason"}
elif shape == "from-to":
    lines = []
    for deal in deals.values():
        for one, two in zip(deal, deal[1:]):
            field = "Amount" if one["StageName"] == two["StageName"] else "StageName"
            old, new = (one["Amount"], two["Amount"]) if field == "Amount" else (one["StageName"], two["StageName"])
            lines.append([two["OpportunityId"], field, old, new, f"{time(two):%Y-%m-%dT%H:%M:%S.000+0000}", "005000"])
    write(["OpportunityId", "Field", "OldValue", "NewValue", "CreatedDate", "CreatedById"], lines)
    spec |= {"shape": "events", "id": "OpportunityId", "before": "OldValue", "stage": "NewValue", "at": "CreatedDate", "only": ["Field", "StageName"]}
elif shape in ("wide", "hubspot"):
    entered = {s: f'Date entered "{s} (Sales Pipeline)"' for s in STAGES + LOST}
    exited = {s: f'Date exited "{s} (Sales Pipeline)"' for s in STAGES + LOST}
    if shape == "wide":
        entered = {s: f"{s} entered on" for s in STAGES + LOST}
        exited = {}
    lines = []
    for key, deal in deals.items():
        come, gone, before = {}, {}, None
        for row in deal:
            stage = row["StageName"]
            if stage != before:
                come[stage] = row["CreatedDate"]
                if before:
                    gone[before] = row["CreatedDate"]
                before = stage
        # As in HubSpot the last entry counts; the day on which an earlier visit ended is gone with it.
        gone = {s: t for s, t in gone.items() if t >= come[s]}
        last = deal[-1]
        lines.append([key, f"Deal {key}", last["Amount"], last["Segment"], next((r["LostReason"] for r in deal if r["LostReason"]), "")]
                     + [come.get(s, "") for s in sorted(entered)] + [gone.get(s, "") for s in sorted(exited)])
    write(["Record ID", "Deal Name", "Amount", "Segment", "Closed Lost Reason"] + [entered[s] for s in sorted(entered)] + [exited[s] for s in sorted(exited)], lines)
    ordered = lambda names: {s: names[s] for s in sorted(names)}
    spec |= {"shape": "wide", "id": "Record ID", "amount": "Amount", "segment": "Segment", "reason": "Closed Lost Reason", "entered": ordered(entered), "exited": ordered(exited)}
elif shape == "snapshot":
    lines = []
    for key, deal in deals.items():
        last = deal[-1]
        inside = [row["StageName"] for row in deal if row["StageName"] not in LOST]
        status = {"Closed Won": "won", "Closed Lost": "lost"}.get(last["StageName"], "open")
        lines.append([key, f"Deal {key}", inside[-1], status, last["Amount"], last["Segment"], last["LostReason"]])
    write(["id", "name", "stage", "status", "amount", "segment", "lost reason"], lines)
    spec |= {"shape": "snapshot", "id": "id", "stage": "stage", "status": "status", "amount": "amount", "segment": "segment", "reason": "lost reason"}
else:
    sys.exit(f"no shape {shape}")
print(json.dumps(spec))
