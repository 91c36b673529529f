"""Fails when a plan destroys or replaces what it may not: destroyed.py PLAN.json "ALLOWED ADDRESS…" """
import collections
import json
import sys

plan = json.load(open(sys.argv[1]))
allowed = sys.argv[2].split()
counts = collections.Counter()
destroyed = []
for change in plan.get("resource_changes", []):
    actions = change["change"]["actions"]
    if "delete" in actions:
        destroyed.append((change["address"], "+".join(actions), change.get("action_reason", "")))
    counts["moved"] += "previous_address" in change
    counts["+".join(actions)] += change["mode"] == "managed"
unexpected = [row for row in destroyed if row[0] not in allowed]
for row in unexpected:
    print("destroyed:", *row)
print(f"{counts['create']} created, {counts['update']} updated, {counts['moved']} moved, {len(destroyed)} destroyed")
sys.exit(bool(unexpected))
