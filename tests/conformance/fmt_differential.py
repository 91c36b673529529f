#!/usr/bin/env python3
"""Compares a formatter with `terraform fmt`, byte for byte.

    fmt_differential.py [--rounds N] [--seed N] [--from DIR] COMMAND [ARGUMENT…]

COMMAND reads a file from standard input and writes the formatted text, as
`build/release/blueprint fmt -` does. The texts are every .tf, .tfvars and .hcl file below DIR
(../shared/conformance/terraform/fixtures), as it is and N times with its
spaces changed at random where they mean nothing. Terraform formats all of
them in one process.

Prints one line of totals, and the first difference of each file that differs.
Ends with 0 when there is none, 1 when there are some, 3 when terraform is absent.
"""

import argparse
import difflib
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve()
FIXTURES = HERE.parents[3] / "shared" / "conformance" / "terraform" / "fixtures"
SUFFIXES = (".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl")

HEREDOC = re.compile(r"<<-?([^\W\d][\w-]*)\r?\n")
COMMENT = re.compile(r"(#|//)[^\n]*|/\*.*?\*/", re.S)
WORD = re.compile(r"[\w-]+")
OPERATOR = re.compile(r"\.\.\.|::|==|!=|<=|>=|=>|&&|\|\||~\}|.", re.S)


def end_of_template(text, at, closes):
    """Where a template that began before `at` is closed."""
    while at < len(text):
        if text.startswith(("$${", "%%{"), at):
            at += 3
        elif text.startswith(("${", "%{"), at):
            at = end_of_sequence(text, at + 2)
        elif text[at] == "\\" and closes == '"':
            at += 2
        elif text[at] == closes:
            return at + 1
        else:
            at += 1
    return at


def end_of_sequence(text, at):
    depth = 0
    while at < len(text):
        if text[at] == '"':
            at = end_of_template(text, at + 1, '"')
        elif text[at] == "}" and depth == 0:
            return at + 1
        else:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
    return at


def end_of_heredoc(text, match):
    end = re.compile(r"^[ \t]*" + re.escape(match.group(1)) + r"[ \t]*(?=\r?$)", re.M)
    close = end.search(text, match.end())
    return close.end() if close else len(text)


def pieces(text):
    """Yields (kind, text): spaces, newlines, words, opaque texts and operators."""
    at = 0
    while at < len(text):
        spaces = re.compile(r"[ \t]+").match(text, at)
        heredoc = HEREDOC.match(text, at)
        comment = COMMENT.match(text, at)
        word = WORD.match(text, at)
        if spaces:
            kind, end = "space", spaces.end()
        elif text[at] == "\n" or text.startswith("\r\n", at):
            kind, end = "newline", at + (1 if text[at] == "\n" else 2)
        elif heredoc:
            kind, end = "opaque", end_of_heredoc(text, heredoc)
        elif comment:
            kind, end = "comment", comment.end()
        elif text[at] == '"':
            kind, end = "opaque", end_of_template(text, at + 1, '"')
        elif word:
            kind, end = "word", word.end()
        else:
            kind, end = "operator", OPERATOR.match(text, at).end()
        yield kind, text[at:end]
        at = end


def respace(text, chance):
    """`text` with other spaces between its tokens and other blank lines."""
    result = []
    before = "newline"
    gap = ""
    for kind, piece in pieces(text):
        if kind == "space":
            gap = piece
            continue
        needed = bool(gap) and before in ("word", "opaque", "operator") and kind != "newline"
        if chance.random() < 0.5:
            result.append(gap)
        elif kind == "newline":
            result.append(" " * chance.choice((0, 0, 1, 3)))
        else:
            tab = chance.random() < 0.1
            result.append("\t" if tab else " " * (chance.choice((0, 0, 1, 1, 2, 5)) or int(needed)))
        gap = ""
        result.append(piece)
        before = kind
    return "".join(result) + gap


def texts(folder, rounds, seed):
    chance = random.Random(seed)
    for path in sorted(folder.rglob("*")):
        if not path.name.endswith(SUFFIXES) or not path.is_file():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield f"{path.relative_to(folder)}", text
        for number in range(rounds):
            changed = respace(text, chance)
            if chance.random() < 0.05:
                changed = changed.replace("\r\n", "\n").replace("\n", "\r\n")
            if chance.random() < 0.05:
                changed = changed.rstrip("\r\n")
            yield f"{path.relative_to(folder)} respaced {number + 1}", changed


def first_difference(want, got):
    lines = difflib.unified_diff(want.splitlines(), got.splitlines(), "terraform", "formatter", lineterm="", n=1)
    return "\n".join("    " + repr(line)[1:-1] for line in list(lines)[:8])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=pathlib.Path, default=FIXTURES)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if not arguments.command:
        parser.error("COMMAND is missing")
    if not shutil.which("terraform"):
        print("skipped: terraform is not installed")
        return 3
    cases = list(texts(arguments.folder, arguments.rounds, arguments.seed))
    equal = rejected = 0
    different = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for number, (_, text) in enumerate(cases):
            (folder / f"{number}.tf").write_bytes(text.encode())
        subprocess.run(["terraform", f"-chdir={scratch}", "fmt", "-list=false"], capture_output=True, check=False)
        for number, (name, text) in enumerate(cases):
            want = (folder / f"{number}.tf").read_bytes().decode()
            run = subprocess.run(arguments.command, input=text.encode(), capture_output=True, check=False)
            got = run.stdout.decode(errors="replace")
            if run.returncode != 0:
                # What both refuse stays as it is.
                if want == text:
                    rejected += 1
                else:
                    different.append((name, "    terraform accepts this: " + run.stderr.decode()[:300]))
            elif got == (want if want.endswith("\n") else want + "\n"):
                equal += 1
            else:
                different.append((name, first_difference(want, got)))
    for name, difference in different:
        print(f"{name}\n{difference}")
    print(f"{equal} equal, {rejected} refused by both, {len(different)} different, of {len(cases)}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
