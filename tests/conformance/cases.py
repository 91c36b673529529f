#!/usr/bin/env python3
"""Holds `blueprint lint` to other linters' test cases.

    cases.py [--program PATH] [--rules DIR] [--cases DIR] [--suite NAME] [--check ID-PREFIX] [--show N]

DIR holds cases.jsonl, one case a line: { suite, check, dir, resource, expect }. The rule with the alias `check` must
report `resource` in the folder `dir` (`expect` is "fail"), or must not ("pass"). `resource` is "*" (any of the
folder) or an address. A "fail" is also met by a finding at a resource that belongs to the named one, such as a
bucket's public access block: one that refers to it, or that it refers to. Where the alias is a pattern
("aws_*_invalid_*"), only findings count that are called `check` themselves.

Prints N disagreements (all without --show), one a line, with the reason where docs/conformance.md accepts those of
the check, and agreement per suite. Ends with 0 when every suite agrees in at least 98 of 100 cases, else with 1;
with 77 where the cases are absent.
"""

import argparse
import collections
import fnmatch
import json
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "conformance" / "terraform"
ACCEPTED = re.compile(r"^\| (\S+) \| \w+ \| (.*) \|$", re.M)
KEY = re.compile(r'\[(?:[^\]"]|"[^"]*")*\]')


def without_key(address):
    return KEY.sub("", address).replace("data.", "")


# Some name a provider by its alias alone: aws.east, aws.default.
def as_named(subject):
    kind, _, alias = subject.removeprefix("provider.").partition(".")
    return f"{kind}.{alias or 'default'}" if subject.startswith("provider.") else subject


# Keys count where both have them: a finding at one instance is none at another.
def is_named(subject, resource):
    if not resource.startswith("provider."):
        subject = as_named(subject)
    if without_key(subject) != without_key(resource):
        return False
    return "[" not in subject or "[" not in resource or subject.replace("data.", "") == resource.replace("data.", "")


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, 1):
        sys.exit(f"{program} {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/blueprint"))
    parser.add_argument("--rules", help="rules from this folder instead of those built in")
    parser.add_argument("--cases", default=CASES, type=pathlib.Path)
    parser.add_argument("--suite")
    parser.add_argument("--check", default="", help="only checks whose id begins so")
    parser.add_argument("--show", type=int)
    asked = parser.parse_args()

    if not (asked.cases / "cases.jsonl").exists() and (asked.cases / "terraform").exists():
        asked.cases = asked.cases / "terraform"
    listing = asked.cases / "cases.jsonl"
    if not listing.exists():
        print(f"skip: {listing} is not there")
        return 77
    cases = [json.loads(line) for line in listing.read_text().splitlines() if line.strip()]
    cases = [c for c in cases if asked.suite in (None, c["suite"]) and c["check"].startswith(asked.check)]
    with_rules = ["--rules", asked.rules] if asked.rules else []

    accepted = dict(ACCEPTED.findall((ROOT / "docs" / "conformance.md").read_text()))
    rules_of = collections.defaultdict(set)
    for rule in run(asked.program, "rules", "--format", "json", *with_rules):
        for alias in rule["aliases"]:
            rules_of[alias].add(rule["id"])

    def findings(folder):
        found = run(asked.program, "lint", str(asked.cases / folder), "--format", "json", *with_rules)
        return folder, [
            (d["code"], d["alias"], subject, d.get("related") or [])
            for d in found["diagnostics"]
            for subject in [d.get("subject") or "", *(d.get("also") or [])]
        ]

    with ThreadPoolExecutor(2) as pool:
        found = dict(pool.map(findings, sorted({c["dir"] for c in cases})))

    agreed, total, wrong = collections.Counter(), collections.Counter(), []
    unexplained = 0
    for case in cases:
        rules = rules_of[case["check"]]
        reported = [(subject, related) for code, alias, subject, related in found[case["dir"]]
                    if code in rules or alias == case["check"]]
        named = without_key(case["resource"])
        at = [s for s, _ in reported if named == "*" or is_named(s, case["resource"])]
        near = at or [s for s, related in reported if named in map(without_key, related)]
        met = bool(near) if case["expect"] == "fail" else not at
        total[case["suite"]] += 1
        agreed[case["suite"]] += met
        if not met:
            families = {rule for alias, rules in rules_of.items() if "*" in alias
                        and fnmatch.fnmatchcase(case["check"], alias) for rule in rules}
            why = ", ".join(sorted(rules_of[case["check"]] | families)) or "no rule"
            why = accepted.get(case["check"], why)
            unexplained += case["check"] not in accepted
            wrong.append(f"{case['check']} {case['expect']:4} {case['resource']} {case['dir']} ({why})")

    for line in wrong[: asked.show]:
        print(line)
    for suite in sorted(total):
        print(f"{suite}: {agreed[suite]} of {total[suite]} agree, {100 * agreed[suite] / total[suite]:.1f} %")
    if wrong:
        print(f"{unexplained} of {len(wrong)} disagreements have no reason in docs/conformance.md")
    return 0 if all(agreed[s] >= 0.98 * total[s] for s in total) else 1


if __name__ == "__main__":
    sys.exit(main())
