#!/usr/bin/env python3
"""Writes rules/COVERAGE.md: which rule asks what each check of another linter asks.

    coverage.py [--program PATH] [--check]

The checks are those of ../shared/data/peer_checks.csv, the rules' aliases are what PATH (build/release/blueprint)
says of itself, and what no rule asks has its reason in tests/conformance/uncovered.tsv. With --check nothing is
written: ends with 1 when the file is not up to date. Ends with 1 too when a check has neither rule nor reason, or
has both; with 77 where the checks are absent.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKS = ROOT.parent / "shared" / "data" / "peer_checks.csv"
REASONS = ROOT / "tests" / "conformance" / "uncovered.tsv"
COVERAGE = ROOT / "rules" / "COVERAGE.md"
NAMES = {"checkov": "checkov", "trivy": "trivy", "kics": "KICS"}

HEAD = """# Coverage

What checkov, trivy and KICS check of AWS in Terraform, and the rules that ask the same. Written by `./dev coverage`; do not edit.
"""


def rules_by_alias(program):
    listed = subprocess.run([program, "rules", "--format", "json"], capture_output=True, text=True, check=True)
    found = collections.defaultdict(list)
    for rule in json.loads(listed.stdout):
        for alias in rule["aliases"]:
            found[alias].append(rule["id"])
    return found


def cell(text):
    return " ".join(text.replace("|", "\\|").split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/blueprint"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    if not CHECKS.exists():
        print(f"skip: {CHECKS} is not there")
        return 77
    rules = rules_by_alias(asked.program)
    reasons = {(r["peer"], r["id"]): r["why"] for r in csv.DictReader(REASONS.open(), delimiter="\t")}
    checks = collections.defaultdict(list)
    for row in csv.DictReader(CHECKS.open()):
        if row["peer"] in NAMES:
            checks[row["peer"]].append(row)

    text, failed = [HEAD], False
    for peer, rows in checks.items():
        covered = sum(row["id"] in rules for row in rows)
        excused = sum((peer, row["id"]) in reasons and row["id"] not in rules for row in rows)
        print(f"{peer}: {covered} of {len(rows)} checks have a rule, {excused} a reason")
        text.append(f"\n## {NAMES[peer]}\n\n{covered} of {len(rows)} checks have a rule.\n\n| check | asks | rule |\n|---|---|---|\n")
        for row in sorted(rows, key=lambda row: row["id"]):
            why = reasons.get((peer, row["id"]), "")
            if bool(why) == (row["id"] in rules):
                print(f"{row['id']} ({row['asks']}) has {'a rule and a reason' if why else 'no rule'}")
                failed = True
            ours = ", ".join(f"`{rule}`" for rule in rules.get(row["id"], [])) or f"none: {why or 'not yet asked'}"
            text.append(f"| {row['id']} | {cell(row['asks'])} | {ours} |\n")
    text = "".join(text)
    if COVERAGE.exists() and COVERAGE.read_text() == text:
        return failed
    if asked.check:
        print("rules/COVERAGE.md is not up to date: run ./dev coverage")
        return 1
    COVERAGE.write_text(text)
    return failed


if __name__ == "__main__":
    sys.exit(main())
