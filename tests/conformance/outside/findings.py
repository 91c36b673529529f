"""Compares a tool's findings with those that are accepted: findings.py TOOL REPORT accepted.txt

Prints what is new, and accepted lines that nothing matches any more; the last line is the figure.
"""
import json
import re
import sys


def stream(text):
    """The JSON documents of a text that holds several."""
    decoder, text = json.JSONDecoder(), text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()


def checkov(report):
    """(tool's id, tree, resource, message) of each failure."""
    tree = ""
    for document in report:
        if isinstance(document, dict) and "tree" in document:
            tree = document["tree"]
            continue
        for run in document if isinstance(document, list) else [document]:
            if run["summary"]["parsing_errors"]:
                yield "parsing-error", tree, run["check_type"], "files could not be read"
            for check in run["results"]["failed_checks"]:
                yield check["check_id"], tree, check["resource"], check["check_name"]


def trivy(report):
    for document in report:
        for result in document.get("Results", []):
            target = result["Target"]
            for found in result.get("Misconfigurations") or []:
                if found["Status"] == "FAIL":
                    resource = found.get("CauseMetadata", {}).get("Resource")
                    tree, _, file = target.partition("/")
                    yield found["ID"], tree, resource or file, found["Message"]


def kube_score(report):
    for document in report:
        for found in document or []:
            for check in found["checks"] or []:
                if check["grade"] == 1 and not check["skipped"]:
                    message = "; ".join(comment["summary"] for comment in check["comments"] or [])
                    kind, *_, name = found["object_name"].split("/")
                    tree = re.sub(r".*/out/([^/]+)/.*", r"\1", found["file_name"])
                    yield check["check"]["id"], tree, f"{kind}/{name}", message


READERS = {"checkov": checkov, "trivy": trivy, "kube-score": kube_score}


def accepted_findings(path, tool):
    """[(id, expression of `tree:resource`, line)]; * stands for anything, and so does a tree that is left out."""
    rows = []
    for number, line in enumerate(open(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, _, reason = line.strip().partition(": ")
        fields = head.split(" ")
        if len(fields) != 3 or not reason:
            sys.exit(f"{path}:{number}: expected `tool id resource: reason`")
        if fields[0] == tool:
            where = fields[2] if ":" in fields[2] else "*:" + fields[2]
            rows.append((fields[1], re.compile(re.escape(where).replace(r"\*", ".*")), line.strip()))
    return rows


def tree_of(line):
    """The tree that a line names; nothing when it may be any of several."""
    tree, colon, _ = line.split(" ")[2].rstrip(":").partition(":")
    return tree if colon and "*" not in tree else ""


def main():
    tool, report, accepted = sys.argv[1:]
    text = open(report).read()
    if not text.strip():
        print("it reported nothing: did it run?")
        sys.exit(1)
    findings = list(READERS[tool](stream(text)))
    rows = accepted_findings(accepted, tool)
    used, new = set(), []
    for name, tree, resource, message in findings:
        matching = [line for id, pattern, line in rows if id == name and pattern.fullmatch(f"{tree}:{resource}")]
        used.update(matching)
        if not matching:
            new.append(f"{name} {tree}:{resource}: {message}")
    # A tree that was not looked at says nothing about its lines.
    trees = {document["tree"] for document in stream(text) if isinstance(document, dict) and "tree" in document}
    unused = [line for _, _, line in rows if line not in used and not (trees and tree_of(line) not in trees | {""})]
    for line in sorted(new):
        print(line)
    for line in unused:
        print("nothing matches any more:", line)
    print(f"{len(new)} failures, {len(findings) - len(new)} accepted by {len(rows) - len(unused)} lines of accepted.txt")
    sys.exit(bool(new or unused))


main()
