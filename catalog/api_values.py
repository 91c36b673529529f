#!/usr/bin/env python3
"""Makes catalog/api-values.tsv from AWS' API models: see "Values of arguments" in catalog/README.md.

usage: catalog/api_values.py MODELS [DATA]

MODELS is the folder `botocore/data` of the Python package botocore, which holds AWS' own models; DATA is the folder
with the AWS provider's schema, ../shared/data unless stated.

An argument takes what a member of the request that makes its resource takes. Which request and which member that
is, their names say; what they do not say, api_names.py does. What is found by neither is not in the table.
"""

import gzip
import json
import pathlib
import random
import re
import string
import sys

from api_names import (ANY_CASE, EXTRA_VALUES, LEFT_OUT, LENGTHS, OPERATIONS, PATTERNS_LEFT_OUT, SERVICES, SHAPES,
                       VALUES)
from provider_schemas import digits

CATALOG = pathlib.Path(__file__).resolve().parent
VERSION = "botocore 1.44.5"
# What may come before the words of a resource in the name of the request that makes it, the surest first.
VERBS = ("create", "put", "register", "run", "request", "allocate", "import", "add", "publish", "start", "enable", "set",
         "associate", "attach", "authorize", "define", "upload", "activate", "provision", "subscribe", "update", "modify",
         "change", "batchcreate")
# Arguments that hold words of the user's choice, which the provider sends as they are.
NAMES = re.compile(r"(^|_)(name|description|alias|comment|title|display_name|label)$")
# How deep structures may lie inside each other in the table. Statements of WAF and filters go on for ever.
DEPTH = 7


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def variants(name):
    """How a member may be called: in the plural, for one."""
    word = plain(name)
    forms = [word, word + "s", word + "es", word + "list", word + "set"]
    if word.endswith("y"):
        forms.append(word[:-1] + "ies")
    if word.endswith("s"):
        forms.append(word[:-1])
    return forms


class Service:
    def __init__(self, name, model):
        self.name, self.shapes = name, model["shapes"]
        self.inputs = {operation: facts.get("input", {}).get("shape") for operation, facts in model["operations"].items()}
        self.operations = {plain(operation): operation for operation in self.inputs}

    def members(self, shape):
        return {plain(name): member["shape"] for name, member in self.shapes[shape].get("members", {}).items()}

    def is_structure(self, shape):
        return self.shapes[shape]["type"] == "structure"

    def element(self, shape):
        """What a list is of, or a structure that stands for one ("Items" and "Quantity")."""
        while True:
            facts = self.shapes[shape]
            if facts["type"] == "list":
                shape = facts["member"]["shape"]
            elif "Items" in facts.get("members", {}) and set(facts["members"]) <= {"Items", "Quantity", "Enabled"}:
                shape = facts["members"]["Items"]["shape"]
            else:
                return shape

    def requests(self, resource, nouns):
        """The inputs of the operations that make or set up the resource."""
        if resource in OPERATIONS:
            return [self.inputs.get(name, name) for name in OPERATIONS[resource].split(",") if name]
        for noun in map(plain, nouns):
            for form in dict.fromkeys([noun, noun + "s", noun[:-1] + "ies" if noun.endswith("y") else noun]):
                found = [self.operations[verb + form] for verb in VERBS if verb + form in self.operations]
                if found:
                    return [self.inputs[operation] for operation in found if self.inputs[operation]]
        return []


def read_services(models):
    services = {}
    for folder in sorted(models.iterdir()):
        versions = sorted(folder.glob("*/service-2.json.gz"))
        if versions:
            with gzip.open(versions[-1], "rt", encoding="utf-8") as file:
                services[folder.name] = Service(folder.name, json.load(file))
    return services


def service_of(resource, services):
    """The service, and what the resource may be called in its operations."""
    words = resource.removeprefix("aws_").split("_")
    for count in range(len(words), 0, -1):
        prefix = "_".join(words[:count])
        if prefix in SERVICES:
            return services[SERVICES[prefix]], ["_".join(words[i:]) for i in range(count + 1) if words[i:]]
    for count in range(min(4, len(words)), 0, -1):
        for name, service in services.items():
            if plain(name) == "".join(words[:count]):
                return service, ["_".join(words[i:]) for i in range(count, -1, -1) if words[i:]]
    return None, []


def is_settable(attribute):
    return not attribute.get("computed") or attribute.get("optional")


class Finder:
    """Finds the shapes of one resource's arguments."""

    def __init__(self, services, service, resource, nouns):
        self.services, self.service, self.nouns = services, service, [plain(noun) for noun in nouns]
        self.resource = resource.replace("aws_alb", "aws_lb")  # One of the two names is old.

    def stated(self, path):
        """The service and the shape that api_names.py states of what has this path."""
        service, _, shape = SHAPES.get(".".join((self.resource, *path)), "").rpartition(":")
        return (self.services[service] if service else self.service), shape

    def named(self, shape, name, at_top):
        members = self.service.members(shape)
        for form in variants(name):
            if form in members:
                return members[form]
        # "name" for "RoleName".
        for noun in self.nouns if at_top else []:
            for form in variants(name):
                if noun + form in members:
                    return members[noun + form]
        return None

    def below(self, shape, name, depth, seen):
        """Members by that name of structures that the provider leaves out, such as "DistributionConfig"."""
        found = set()
        for member in self.service.members(shape).values():
            if not self.service.is_structure(member) or member in seen:
                continue
            inner = self.named(member, name, False)
            if inner:
                found.add(inner)
            elif depth > 1:
                found |= self.below(member, name, depth - 1, seen | {member})
        return found

    def find(self, shapes, name, at_top):
        for shape in shapes:
            found = self.named(shape, name, at_top)
            if found:
                return found
        for shape in shapes:
            found = self.below(shape, name, 2, {shape})
            if len(found) == 1:
                return found.pop()
        return None

    def walk(self, block, shapes, path=()):
        """(path, facts) of each argument that takes text."""
        for name, attribute in block.get("attributes", {}).items():
            here = (*path, name)
            if not is_settable(attribute) or here == ("region",):
                continue
            kind = attribute.get("type")
            service, shape = self.stated(here)
            is_list = isinstance(kind, list) and kind[0] in ("list", "set") and kind[1] == "string"
            if shape and (kind == "string" or is_list):
                yield here, service.shapes[service.element(shape)]
                continue
            shape = shape or self.find(shapes, name, not path)
            if not shape:
                continue
            element = self.service.element(shape) if is_list else shape
            if (kind == "string" or is_list and element != shape) and self.service.shapes[element]["type"] == "string":
                yield here, self.service.shapes[element]
            nested = attribute.get("nested_type")
            if isinstance(kind, list) and isinstance(kind[1], list) and kind[1][0] == "object":
                nested = {"attributes": {member: {"type": inner} for member, inner in kind[1][1].items()}}
            if nested and len(path) < DEPTH and self.service.is_structure(self.service.element(shape)):
                yield from self.walk(nested, [self.service.element(shape)], here)
        for name, inner in block.get("block_types", {}).items():
            here = (*path, name)
            shape = self.stated(here)[1] or self.find(shapes, name, not path)
            element = self.service.element(shape) if shape else None
            known = [element] if shape and self.service.is_structure(element) else []
            if len(path) < DEPTH:
                yield from self.walk(inner["block"], known, here)


def translated(pattern):
    """The pattern as RE2 reads it; empty when it cannot, or when it says nothing."""
    pattern = re.sub(r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}", pattern)
    pattern = re.sub(r"^\^|(?<!\\)\$$", "", pattern)
    surrogates = re.search(r"\\x\{[dD][89a-fA-F]", pattern)
    lookaround = re.search(r"\(\?[=!<>]|\(\?[a-z]+\)|\\[1-9]|[*+?}]\+", pattern)
    # Without anything that repeats it is of one character, and not meant so.
    repeats = re.search(r"(?<!\\)[*+{]", pattern)
    anything = re.fullmatch(r"\(?(\.|\.\*\\S\.|\[\\s\\S\]|\[\\S\\s\]|\[\\w\\W\]|\[\\w\\W\\s\\S\]|\[\^\\x00\])[*+]?\)?([*+]|\{\d+,\d*\})?", pattern)
    has_classes = re.search(r"\\p\{(?!L[ulmot]?\}|N[dlo]?\}|Z[slp]?\}|P[a-z]?\}|S[a-z]?\}|M[a-z]?\}|IsLetter)", pattern)
    many = re.search(r"\{(\d+,)?\d{4,}\}", pattern)
    if surrogates or many or lookaround or not repeats or anything or has_classes or "&&" in pattern:
        return ""
    return pattern


def joints(pattern):
    """What may stand between the words of plain texts that the pattern accepts: "-_" when "a-name_of_3-words" is one.

    Found by trial. Texts of 3 to 30 small letters and digits that begin with a letter need no regular expression then."""
    chance = random.Random(1)
    texts = []
    for joint in ("", "-", "_"):
        for size in [*range(3, 31)] * 20:
            text = "".join(chance.choice(string.ascii_lowercase if i == 0 else string.ascii_lowercase + string.digits)
                           for i in range(size))
            if joint:
                every = chance.randint(2, 8)
                text = "".join(joint if i % every == every - 1 and i < size - 1 else c for i, c in enumerate(text))
            texts.append((joint, text))
    try:
        accepts = re.compile(re.sub(r"\\x\{(....)\}", r"\\u\1", pattern)).fullmatch
    except re.error:
        return ""
    refused = {joint for joint, text in texts if not accepts(text)}
    return "" if "" in refused else "." + "".join(joint for joint in ("-", "_") if joint not in refused)


def limit_of(path, facts, where):
    """What a text may be: (in any case?, least, most, pattern, joints, values); None when nothing is known of it."""
    values = facts.get("enum", [])
    if values:
        values = values + [value for value in EXTRA_VALUES.get(where, "").split() if value not in values]
        return ("~" if any(re.fullmatch(each, where) for each in ANY_CASE) else "", "", "", "", "", *values)
    if len(path) > 1 or not NAMES.search(path[-1]):
        return None
    pattern = "" if any(re.fullmatch(each, where) for each in PATTERNS_LEFT_OUT) else translated(facts.get("pattern", ""))
    least = facts.get("min", 0) if facts.get("min", 0) > 1 else ""
    most = facts.get("max", "") if facts.get("max", 0) < 100000 else ""
    return ("", str(least), str(most), pattern, joints(pattern)) if least or most or pattern else None


def limits(services, resources):
    """Limit by resource and path."""
    found = {}
    for resource, schema in sorted(resources.items()):
        service, nouns = service_of(resource, services)
        if not service:
            continue
        requests = service.requests(resource, nouns)
        for path, facts in Finder(services, service, resource, nouns).walk(schema["block"], requests):
            where = ".".join((resource, *path))
            limit = limit_of(path, facts, where)
            if limit and not any(re.fullmatch(each, where) for each in LEFT_OUT):
                found[resource, path] = limit
    documented = {where: ("", "", "", "", "", *values.split()) for where, values in VALUES.items()}
    documented |= {where: ("", str(least or ""), str(most or ""), pattern, joints(pattern))
                   for where, (least, most, pattern) in LENGTHS.items()}
    for where, limit in documented.items():
        resource, *path = where.split(".")
        block = resources[resource]["block"]
        assert path[0] in {**block["attributes"], **block.get("block_types", {})}, where
        found[resource, tuple(path)] = limit
    return found


class Rows:
    """Rows of the table: a resource or a body that several share, and limits, which many share."""

    def __init__(self):
        self.bodies, self.limits = {}, {}

    def limit(self, limit):
        return self.limits.setdefault(limit, ":" + digits(len(self.limits)))

    def cells(self, tree):
        """Of {name: limit or tree}."""
        return tuple(name + (self.limit(inner) if isinstance(inner, tuple) else "/" + self.body(inner))
                     for name, inner in sorted(tree.items()))

    def body(self, tree):
        cells = self.cells(tree)
        return self.bodies.setdefault(cells, digits(len(self.bodies)))


def table(found):
    trees = {}
    for (resource, path), limit in found.items():
        tree = trees.setdefault(resource, {})
        for name in path[:-1]:
            tree = tree.setdefault(name, {})
        tree[path[-1]] = limit
    rows = Rows()
    lines = ["\t".join((resource, *rows.cells(tree))) for resource, tree in trees.items()]
    lines += ["\t".join((first, *cells)) for cells, first in rows.bodies.items()]
    lines += ["\t".join((first, *limit)).rstrip("\t") for limit, first in rows.limits.items()]
    return "\n".join([f"what\t{VERSION}", *sorted(lines)]) + "\n"


def main(args):
    if not args:
        sys.exit(__doc__)
    data = pathlib.Path(args[1]) if args[1:] else CATALOG.parent.parent / "shared" / "data"
    with gzip.open(data / "aws_provider_schema.json.gz", "rt", encoding="utf-8") as file:
        (schemas,) = json.load(file)["provider_schemas"].values()
    found = limits(read_services(pathlib.Path(args[0])), schemas["resource_schemas"])
    (CATALOG / "api-values.tsv").write_text(table(found), encoding="utf-8")
    print(f"{len(found)} arguments of {len({resource for resource, _ in found})} resources")


if __name__ == "__main__":
    main(sys.argv[1:])
