#!/usr/bin/env python3
"""Holds tests/requirements/rules.tsv to the rules that there are and to what the requirements ask.

    rules.py PROGRAM

Every rule of ../shared/requirements.md (BP-…) has a rule of the same question, or a reason why it is not asked of
code. Ends with 1 when one is missing or names no rule; where the requirements are absent only the names are checked.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT.parent / "shared" / "requirements.md"


def required():
    """The ids of the tables; `BP-A / BP-B` and `BP-A / B` are two."""
    if not REQUIREMENTS.exists():
        return []
    ids = []
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        if cell := re.match(r"\| (BP-[^|]+)\|", line):
            first, *others = [part.strip() for part in cell[1].split("/")]
            family = re.match(r"BP-[A-Z0-9]+-", first)
            ids += [first] + [other if other.startswith("BP-") else family[0] + other for other in others]
    return ids


def main(program):
    listed = subprocess.run([program, "rules", "--format", "json"], capture_output=True, text=True, check=True)
    rules = {rule["id"] for rule in json.loads(listed.stdout)}
    with open(ROOT / "tests" / "requirements" / "rules.tsv", newline="", encoding="utf-8") as file:
        rows = {row["requirement"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    wrong = [f"{name} has neither a rule nor a reason" for name in required() if name not in rows]
    for name, row in rows.items():
        wrong += [f"{name}: there is no rule {rule}" for rule in row["rules"].split() if rule not in rules]
        if not row["rules"] and not row["why"]:
            wrong.append(f"{name} has neither a rule nor a reason")
    print("\n".join(wrong) or f"{sum(bool(row['rules']) for row in rows.values())} of {len(rows)} have a rule, the others a reason")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
