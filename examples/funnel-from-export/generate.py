#!/usr/bin/env python3
"""Makes up the stage history of deals, the same for the same seed.

    generate.py > deals.csv                        5,000 deals, as a CRM exports them
    generate.py --rows 10000000 --wide-rows > log.csv   a log of 1.3 GB

Nobody in it exists: there are no names, and the ids are counted.
"""
import argparse
import random
import sys
from datetime import datetime, timedelta

STAGES = ["Qualification", "Discovery", "Proposal", "Negotiation", "Closed Won"]
# Share that goes on from each stage, and the median of its days, by segment.
ON = {"SMB": [0.42, 0.61, 0.55, 0.58], "Mid-market": [0.50, 0.66, 0.57, 0.64], "Enterprise": [0.58, 0.71, 0.60, 0.70]}
DAYS = {"SMB": [3, 5, 6, 4], "Mid-market": [5, 9, 11, 8], "Enterprise": [8, 16, 24, 19]}
AMOUNT = {"SMB": 6000, "Mid-market": 24000, "Enterprise": 95000}
REASONS = [("Price", 34), ("No decision", 29), ("Chose another vendor", 22), ("No budget", 11), ("Security review", 4)]
START = datetime(2026, 1, 5, 8)
END = datetime(2026, 10, 1)


def deal(random, number):
    """The rows of one deal: time, stage, amount, reason."""
    segment = random.choices(list(ON), [70, 22, 8])[0]
    time = START + timedelta(seconds=random.randrange(int((END - START).total_seconds()) - 1))
    amount = round(AMOUNT[segment] * random.lognormvariate(0, 0.5), -2)
    rows, at, has_been_back = [], 0, False
    while time < END:
        rows.append((time, STAGES[at], amount, ""))
        if at == len(STAGES) - 1:
            # Some customers leave before they have signed everything.
            break
        # A change of the amount alone is a row of its own, of the same stage.
        if random.random() < 0.25:
            changed = time + timedelta(seconds=random.randrange(3600, 86400))
            amount = round(amount * random.uniform(0.8, 1.2), -2)
            if changed < END:
                rows.append((changed, STAGES[at], amount, ""))
                time = changed
        time += timedelta(days=random.lognormvariate(0, 0.8) * DAYS[segment][at])
        if time >= END:
            break
        if at > 0 and not has_been_back and random.random() < 0.04:
            at, has_been_back = at - 1, True
        elif random.random() < ON[segment][at]:
            at += 2 if at < 2 and random.random() < 0.05 else 1
        else:
            reason = random.choices([r for r, _ in REASONS], [w for _, w in REASONS])[0]
            rows.append((time, "Closed Lost", amount, reason))
            break
    return segment, rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=20261001)
    parser.add_argument("--deals", type=int, default=5000)
    parser.add_argument("--rows", type=int, help="write so many rows, of as many deals as that takes")
    parser.add_argument("--wide-rows", action="store_true", help="add columns that nobody needs, as exports have them")
    parser.add_argument("--shuffle", action="store_true", help="rows in no order at all")
    args = parser.parse_args()
    source = random.Random(args.seed)
    write = sys.stdout.write
    more = ",CloseDate,ForecastCategory,CreatedById,SystemModstamp" if args.wide_rows else ""
    write("OpportunityId,StageName,Amount,CreatedDate,Segment,LostReason" + more + "\n")
    count = number = 0
    lines = []
    while number < args.deals if args.rows is None else count < args.rows:
        number += 1
        segment, rows = deal(source, number)
        if args.rows is not None:
            rows = rows[:args.rows - count]
        for time, stage, amount, reason in rows:
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S")
            extra = f",{time:%Y-%m-%d},Pipeline,005{number % 97:015d},{stamp}.000Z" if args.wide_rows else ""
            line = f"D{number:05d}" if not args.wide_rows else f"006{number:015d}"
            lines.append(f"{line},{stage},{amount:.0f},{stamp if args.wide_rows else stamp[:16]},{segment},{reason}{extra}\n")
            count += 1
        if not args.shuffle and len(lines) > 100000:
            write("".join(lines))
            lines = []
    if args.shuffle:
        source.shuffle(lines)
    write("".join(lines))


main()
