#!/usr/bin/env python3
"""Holds `blueprint lint`'s check of provider schemas to `terraform validate`.

    schema_differential.py [--program PATH] [--terraform PATH] [--fixtures DIR] [--bases N] [--count N] [--seed N]
                           [--keep DIR]

PATH of --terraform is a program that runs terraform with the providers' schemas and without a network:
`PATH validate -json DIR`. Files of --fixtures that validate cleanly get one mistake each, and both programs judge
them; many in one run of terraform, as modules of one root.

Prints how many files each program rejects, and each file on which they disagree, with what they say. Ends with 0
when they agree on all, with 1 when they do not, with 3 where something needed is absent.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

from mutations import MUTATIONS, mutate

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MODULES_A_ROOT = 170
VARIABLE = re.compile(r'^variable\s+"?([\w-]+)"?\s*\{(.*?)^\}', re.MULTILINE | re.DOTALL)
# What terraform calls the faults that a schema has a say in; another one says nothing about the schema check.
SCHEMA_ERROR = re.compile(r"Unsupported (argument|block type)|Missing required argument|(Insufficient|Too many) .* blocks"
                          r"|Incorrect attribute value type|Invalid (resource type|data source)"
                          r"|Value for unconfigurable attribute")
# Of the rules that select by `check:`, those that terraform has an error for.
ERRORS = {"unknown-argument", "unknown-block", "unknown-resource-type", "argument-as-block", "block-as-argument",
          "missing-argument", "missing-block", "too-many-blocks", "wrong-type", "read-only-argument",
          "removed-argument", "removed-resource-type"}


DECLARED = re.compile(r'^\s*(resource|data|variable|module)\s+"?([\w-]+)"?\s*(?:"?([\w-]+)"?)?\s*\{', re.MULTILINE)
REFERENCE = re.compile(r'(?<![\w."-])(data\.\w+\.[\w-]+|var\.[\w-]+|local\.[\w-]+|module\.[\w-]+|aws_\w+\.[\w-]+)')


def is_whole(text):
    """Whether terraform gets as far as the schemas: everything that is named is there, once, and needs no other file."""
    text = re.sub(r"^\s*(#|//).*$", "", text, flags=re.MULTILINE)
    prefix = {"resource": "", "data": "data.", "variable": "var.", "module": "module."}
    declared = [prefix[kind] + ".".join(filter(None, labels)) for kind, *labels in DECLARED.findall(text)]
    named = {name for name in REFERENCE.findall(text) if not name.startswith("local.")}
    files = re.search(r"\b(file\w*|templatefile)\(", text)
    # Each configuration of a provider is a process of its own to terraform.
    provider = re.search(r"^\s*provider\s*[=\"]", text, re.MULTILINE)
    return len(set(declared)) == len(declared) and named <= set(declared) and not files and not provider


def bases(fixtures):
    """Name and text of what is mutated: every fixture of one file."""
    for folder in sorted({path.parent for path in fixtures.rglob("*.tf")}):
        files = sorted(folder.glob("*.tf"))
        if len(files) == 1 and is_whole(files[0].read_text()):
            yield str(folder.relative_to(fixtures)), files[0].read_text()


def needed_variables(folder):
    text = "\n".join(path.read_text() for path in folder.glob("*.tf"))
    return [name for name, body in VARIABLE.findall(text) if not re.search(r"^\s*default\s*=", body, re.MULTILINE)]


def terraform(program, root):
    """The errors of each module of a root: module → {(file, line, what)}."""
    calls = []
    for module in sorted(root.iterdir()):
        inputs = "".join(f"  {name} = terraform_data.unknown.output\n" for name in needed_variables(module))
        calls.append(f'module "{module.name}" {{\n  source = "./{module.name}"\n{inputs}}}\n')
    calls.append('resource "terraform_data" "unknown" {}\n')
    (root / "main.tf").write_text("\n".join(calls))
    # On a busy machine a provider may take longer to start than terraform waits.
    for attempt in range(4):
        done = subprocess.run([program, "validate", "-json", str(root)], capture_output=True, text=True, timeout=1200)
        if "timeout while waiting for plugin to start" not in done.stdout:
            break
    try:
        diagnostics = json.loads(done.stdout)["diagnostics"]
    except (ValueError, KeyError):
        sys.exit(f"{program} failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    (root / "main.tf").unlink()
    errors = {}
    for diagnostic in diagnostics:
        if diagnostic["severity"] != "error":
            continue
        place = diagnostic.get("range", {"filename": "main.tf", "start": {"line": 0}})
        module, _, file = place["filename"].partition("/")
        error = (file, place["start"]["line"], f"{diagnostic['summary']}: {diagnostic['detail'][:160]}")
        errors.setdefault(module, set()).add(error)
    return collections.defaultdict(set, errors)


def lint(program, root):
    """The same, of blueprint."""
    rules = [word for rule in sorted(ERRORS) for word in ("--rule", f"terraform/{rule}")]
    done = subprocess.run([program, "lint", str(root), "--format", "json", *rules], capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        sys.exit(f"{program} lint ended with {done.returncode}: {done.stderr}")
    errors = collections.defaultdict(set)
    for finding in json.loads(done.stdout)["diagnostics"]:
        code = finding["code"]
        if not code.startswith("terraform/") or code.removeprefix("terraform/") not in ERRORS:
            continue
        module, _, file = str(pathlib.Path(finding["place"]["file"]).relative_to(root)).partition("/")
        errors[module].add((file, finding["place"]["start"]["line"], f"{code}: {finding['message']}"))
    return errors


def judge(asked, scratch, modules, may_repeat=False):
    """Both judgements of many modules: name → text gives name → (terraform's, blueprint's).

    An error in one module can keep terraform from looking at the others of its root. With `may_repeat` those that
    have one are taken out, and the rest is judged again until nothing new is found.
    """
    names = sorted(modules)
    roots = []
    for number, first in enumerate(range(0, len(names), MODULES_A_ROOT)):
        root = scratch / f"root{number}"
        for name in names[first:first + MODULES_A_ROOT]:
            (root / name).mkdir(parents=True)
            (root / name / "main.tf").write_text(modules[name])
        roots.append(root)
    judgements = {}
    for root in roots:
        ours = lint(asked.program, root)
        while True:
            theirs = terraform(asked.terraform, root)
            elsewhere = [error for module, errors in theirs.items() if not (root / module).is_dir() for error in errors]
            if elsewhere:
                sys.exit(f"terraform cannot judge the root: {elsewhere}")
            for module in list(root.iterdir()):
                judgements[module.name] = (theirs[module.name], ours[module.name])
                if may_repeat and theirs[module.name]:
                    shutil.rmtree(module)
            if not may_repeat or not any(theirs.values()) or not any(root.iterdir()):
                break
    return judgements


def is_about_schemas(errors):
    """Whether terraform found nothing, or something that a schema has a say in."""
    return not errors or any(SCHEMA_ERROR.match(what) for _, _, what in errors)


def mutants(seed, clean, count):
    """The mutation, base and text of each, by a name; the same for the same seed."""
    source = random.Random(seed)
    names = sorted(clean)
    found = {}
    for number in range(50 * count):
        if len(found) == count:
            break
        mutation = list(MUTATIONS)[number % len(MUTATIONS)]
        base = source.choice(names)
        text = mutate(source, clean[base], mutation)
        if text is not None:
            found[f"m{len(found):04}"] = (mutation, base, text)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/blueprint"))
    parser.add_argument("--terraform", default=str(SHARED / "tools/terraform-offline"))
    parser.add_argument("--fixtures", type=pathlib.Path, default=SHARED / "conformance/terraform/fixtures")
    parser.add_argument("--count", type=int, default=390, help="how many files get a mistake")
    parser.add_argument("--bases", type=int, default=120, help="how many of the fixtures to begin with")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", action="store_true", help="list the files too on whose lines they disagree")
    parser.add_argument("--keep", type=pathlib.Path, help="write what is judged here, and leave it")
    asked = parser.parse_args()
    if not asked.fixtures.is_dir() or not pathlib.Path(asked.terraform).exists() or not shutil.which("terraform"):
        print(f"skip: it needs terraform, {asked.terraform} and {asked.fixtures}")
        return 3

    with tempfile.TemporaryDirectory() as folder:
        scratch = (asked.keep or pathlib.Path(folder)).resolve()
        all_bases = dict(bases(asked.fixtures))
        some = sorted(random.Random(asked.seed).sample(sorted(all_bases), min(asked.bases, len(all_bases))))
        names = {f"b{number:04}": base for number, base in enumerate(some)}
        verdicts = judge(asked, scratch / "unchanged",
                         {name: all_bases[base] for name, base in names.items()}, may_repeat=True)
        judged = {name: (theirs, ours) for name, (theirs, ours) in verdicts.items() if is_about_schemas(theirs)}
        clean = {names[name]: all_bases[names[name]] for name, (theirs, _) in judged.items() if not theirs}
        disagreements = [(names[name], "unchanged", theirs, ours) for name, (theirs, ours) in sorted(judged.items())
                         if bool(theirs) != bool(ours)]
        print(f"unchanged: {len(judged)} modules, {len(clean)} valid to terraform, "
              f"{sum(not ours for _, ours in judged.values())} to blueprint, {len(disagreements)} disagreements")

        changed = mutants(asked.seed, clean, asked.count)
        verdicts = judge(asked, scratch / "changed", {name: text for name, (_, _, text) in changed.items()})
        table = collections.defaultdict(collections.Counter)
        for name, (mutation, base, _) in sorted(changed.items()):
            theirs, ours = verdicts[name]
            if not is_about_schemas(theirs):
                continue
            table[mutation].update(files=1, terraform=bool(theirs), blueprint=bool(ours), agree=bool(theirs) == bool(ours),
                                   place=bool({e[:2] for e in theirs} & {e[:2] for e in ours}))
            elsewhere = asked.places and theirs and ours and not {e[:2] for e in theirs} & {e[:2] for e in ours}
            if bool(theirs) != bool(ours) or elsewhere:
                disagreements.append((f"{name} {base}", mutation, theirs, ours))
    print(f"\n{'mistake':28}{'files':>7}{'terraform':>11}{'blueprint':>11}{'agree':>7}{'same line':>11}")
    table["all"] = sum(table.values(), collections.Counter())
    for mutation, row in table.items():
        print(f"{mutation:28}{row['files']:7}{row['terraform']:11}{row['blueprint']:11}{row['agree']:7}{row['place']:11}")
    for name, mutation, theirs, ours in disagreements:
        print(f"\n{name} ({mutation})")
        for who, errors in (("terraform", theirs), ("blueprint", ours)):
            for file, line, what in sorted(errors)[:3]:
                print(f"  {who}: {file}:{line}: {what}")
    print(f"\nmutated: {table['all']['files']} files, {table['all']['agree']} agree")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
