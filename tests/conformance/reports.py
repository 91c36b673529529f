#!/usr/bin/env python3
"""Reads every report format with a reader that is not ours, and checks that they agree on what was found.

usage: reports.py PROGRAM PATH

SARIF is also checked against its schema when SARIF_SCHEMA names a copy of it and the package jsonschema is there.
"""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser


class Articles(HTMLParser):
    count = 0

    def handle_starttag(self, tag, attributes):
        self.count += tag == "article"


def sarif(text):
    run = json.loads(text)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if "ruleId" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [result["partialFingerprints"]["blueprint/v1"] for result in run["results"]]
    assert len(prints) == len(set(prints)), "fingerprints repeat"
    schema = os.environ.get("SARIF_SCHEMA")
    if schema:
        import jsonschema
        with open(schema) as file:
            jsonschema.validate(json.loads(text), json.load(file))
    return len(run["results"])


def html(text):
    articles = Articles()
    articles.feed(text)
    return articles.count


READERS = {
    "json": lambda text: len(json.loads(text)["diagnostics"]),
    "jsonl": lambda text: sum(1 for line in text.splitlines() if json.loads(line)),
    "sarif": sarif,
    "gitlab": lambda text: len(json.loads(text)),
    "rdjson": lambda text: len(json.loads(text)["diagnostics"]),
    "junit": lambda text: len(list(xml.fromstring(text).iter("testcase"))),
    "csv": lambda text: len(list(csv.DictReader(io.StringIO(text)))),
    "github": lambda text: len(text.splitlines()),
    "html": html,
}


def main():
    program, path = sys.argv[1:]
    counts = {}
    for name, read in READERS.items():
        done = subprocess.run([program, "lint", path, "--format", name], capture_output=True)
        counts[name] = read(done.stdout.decode("utf-8"))
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    if len(set(counts.values())) != 1:
        sys.exit("the formats do not agree on how much was found")


if __name__ == "__main__":
    main()
