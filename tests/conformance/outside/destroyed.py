"""Fails when a plan destroys or replaces anything: destroyed.py PLAN.json"""
import collections
import json
import sys

plan = json.load(open(sys.argv[1]))
counts = collections.Counter()
destroyed = []
for change in plan.get("resource_changes", []):
    actions = change["change"]["actions"]
    if "delete" in actions:
        destroyed.append((change["address"], "+".join(actions), change.get("action_reason", "")))
    counts["moved"] += "previous_address" in change
    counts["+".join(actions)] += change["mode"] == "managed"
for row in destroyed:
    print("destroyed:", *row)
print(f"{counts['create']} created, {counts['update']} updated, {counts['moved']} moved, {len(destroyed)} destroyed")
sys.exit(bool(destroyed))
