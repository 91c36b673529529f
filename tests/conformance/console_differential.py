#!/usr/bin/env python3
"""Compares our evaluation of generated expressions with that of `terraform console`.

usage: console_differential.py EVAL_JSON [--count 3000] [--seed 1] [--verbose]

EVAL_JSON is the program tests/conformance/eval_json. Both must give the same
JSON, or both an error. Terraform evaluates a batch as one expression:
[try(jsonencode(E1), false), …].
"""

import argparse
import base64
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile

BATCH = 150
MEMORY = 4 << 30  # Terraform makes whatever a huge argument asks for.

# function: (types of its arguments, type of its result); `*` repeats the last one.
FUNCTIONS = {
    "abs": ("num", "num"), "ceil": ("num", "num"), "floor": ("num", "num"), "signum": ("num", "num"),
    "max": ("num num*", "num"), "min": ("num num*", "num"), "pow": ("small small", "num"), "parseint": ("digits base", "num"),
    "sum": ("nums", "num"), "length": ("any", "num"), "index": ("strs str", "num"),
    "upper": ("str", "str"), "lower": ("str", "str"), "title": ("str", "str"), "chomp": ("str", "str"),
    "trimspace": ("str", "str"), "strrev": ("str", "str"), "trim": ("str str", "str"), "trimprefix": ("str str", "str"),
    "trimsuffix": ("str str", "str"), "replace": ("str str str", "str"), "substr": ("str small small", "str"),
    "indent": ("small str", "str"), "join": ("str strs", "str"), "format": ("verb any", "str"), "jsonencode": ("any", "str"),
    "base64encode": ("str", "str"), "md5": ("str", "str"), "sha256": ("str", "str"), "urlencode": ("str", "str"),
    "cidrhost": ("cidr small", "str"), "cidrsubnet": ("cidr small small", "str"), "cidrnetmask": ("cidr", "str"),
    "basename": ("path", "str"), "dirname": ("path", "str"), "tostring": ("any", "str"), "yamlencode": ("any", "str"),
    "coalesce": ("str str*", "str"), "startswith": ("str str", "bool"), "endswith": ("str str", "bool"),
    "strcontains": ("str str", "bool"), "alltrue": ("bools", "bool"), "anytrue": ("bools", "bool"),
    "contains": ("strs str", "bool"), "can": ("any", "bool"), "tobool": ("any", "bool"),
    "split": ("str str", "strs"), "compact": ("strs", "strs"), "distinct": ("strs", "strs"), "sort": ("strs", "strs"),
    "reverse": ("strs", "strs"), "concat": ("strs strs*", "strs"), "slice": ("strs small small", "strs"), "tolist": ("strs", "strs"),
    "keys": ("obj", "strs"), "regexall": ("regex str", "strs"), "chunklist": ("strs small", "any"),
    "coalescelist": ("strs strs*", "strs"), "flatten": ("any", "any"), "range": ("small small", "nums"),
    "merge": ("obj obj*", "obj"), "zipmap": ("strs nums", "obj"), "tomap": ("obj", "obj"), "values": ("obj", "any"),
    "lookup": ("obj str any", "any"), "element": ("strs small", "any"), "one": ("strs", "any"), "try": ("any any*", "any"),
    "toset": ("strs", "any"), "setunion": ("strs strs*", "any"), "setintersection": ("strs strs*", "any"),
    "setsubtract": ("strs strs", "any"), "setproduct": ("strs strs*", "any"), "tonumber": ("any", "num"),
    "jsondecode": ("json", "any"), "matchkeys": ("strs strs strs", "strs"), "transpose": ("lists", "any"),
}

STRINGS = ["", "a", "b", "B", "abc", "hello world", "1", "2.50", "true", "x-y_z", "  pad ", "été", "a\\nb", "$${x}", "%%{y}",
           "\\\"q\\\"", "日本", "007", "-3", "a,b,,c", "<&>", "\\t"]
NUMBERS = ["0", "1", "2", "3", "7", "10", "-1", "0.5", "1.5", "3.14159", "1e3", "1e-3", "100000000000", "9223372036854775807",
           "18446744073709551616", "0.1", "12345678901234567890.123", "255"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = []  # (name, type) that loops have bound

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, probability):
        return self.random.random() < probability

    def literal_string(self):
        return '"' + self.pick(STRINGS) + '"'

    def expr(self, kind, depth):
        if self.chance(0.04):  # The wrong type: often an error, sometimes a conversion.
            kind = self.pick(["num", "str", "bool", "strs", "nums", "obj", "any"])
        if kind == "any":
            kind = self.pick(["num", "str", "bool", "strs", "nums", "obj", "null", "tuple", "objs"])
        bound = [name for name, of in self.names if of == kind]
        if bound and self.chance(0.5):
            return self.pick(bound)
        special = getattr(self, "special_" + kind, None)
        if special:
            return special(depth)
        if depth > 0:
            common = self.common(kind, depth)
            if common:
                return common
        return getattr(self, "make_" + kind)(depth)

    def common(self, kind, depth):
        roll = self.random.random()
        if roll < 0.08:
            return f"({self.expr('bool', depth - 1)} ? {self.expr(kind, depth - 1)} : {self.expr(kind, depth - 1)})"
        if roll < 0.12:
            return f"({self.expr(kind, depth - 1)})"
        if roll < 0.16:
            return f"{{ k = {self.expr(kind, depth - 1)} }}{self.pick(['.k', '[' + chr(34) + 'k' + chr(34) + ']'])}"
        if roll < 0.20:
            return f"[{self.expr(kind, depth - 1)}, {self.expr(kind, depth - 1)}][{self.pick(['0', '1', '2', chr(34) + '1' + chr(34)])}]"
        if roll < 0.45:
            return self.call(kind, depth)
        return None

    def call(self, kind, depth):
        names = [name for name, (_, result) in FUNCTIONS.items() if result == kind]
        if not names:
            return None
        name = self.pick(names)
        arguments = []
        for argument in FUNCTIONS[name][0].split():
            repeats = self.random.randint(0, 2) if argument.endswith("*") else 1
            arguments += [self.expr(argument.rstrip("*"), depth - 1) for _ in range(repeats)]
        if self.chance(0.02):
            arguments.append("null")
        if len(arguments) == 1 and self.chance(0.05):
            return f"{name}([{arguments[0]}]...)"
        return f"{name}({', '.join(arguments)})"

    # Arguments that a function understands more often than any text.
    def special_small(self, depth):
        return self.pick(["0", "1", "2", "3", "4", "8", "-1", "0.5"])

    def special_digits(self, depth):
        return self.pick(['"12"', '"ff"', '"1010"', '"z"', '"-7"'])

    def special_base(self, depth):
        return self.pick(["2", "10", "16", "36", "62"])

    def special_cidr(self, depth):
        return self.pick(['"10.0.0.0/16"', '"192.168.1.0/24"', '"fd00::/48"', '"10.1.2.3/8"', '"10.0.0.0"'])

    def special_path(self, depth):
        return self.pick(['"a/b.txt"', '"/"', '""', '"a/"', '"./x/../y"'])

    def special_regex(self, depth):
        return self.pick(['"[a-z]+"', '"(.)(.)"', '"[0-9]"', '"("', '"(?P<n>.)"'])

    def special_verb(self, depth):
        return self.pick(['"%s"', '"%d"', '"%v"', '"%q"', '"%05.2f"', '"%x"', '"%#v"', '"%t"', '"%e"', '"%5s|%%"', '"%-8s|"', '"%g"'])

    def special_json(self, depth):
        return self.pick(['"{\\"a\\":[1,2.5,null,true]}"', '"[]"', '"1"', '"{"', '"\\"x\\""', 'jsonencode({ a = [1, "b"] })'])

    def special_null(self, depth):
        return "null"

    def special_lists(self, depth):
        return f"{{ a = {self.expr('strs', depth - 1)}, b = {self.expr('strs', depth - 1)} }}"

    def make_num(self, depth):
        if depth <= 0 or self.chance(0.2):
            return self.pick(NUMBERS)
        if self.chance(0.1):
            return f"-{self.pick(['1', '2.5', '(' + self.expr('num', depth - 1) + ')'])}"
        return f"({self.expr('num', depth - 1)} {self.pick(['+', '-', '*', '/', '%'])} {self.expr('num', depth - 1)})"

    def make_bool(self, depth):
        if depth <= 0:
            return self.pick(["true", "false"])
        roll = self.random.random()
        if roll < 0.3:
            return f"({self.expr('num', depth - 1)} {self.pick(['<', '<=', '>', '>='])} {self.expr('num', depth - 1)})"
        if roll < 0.6:
            kind = self.pick(["num", "str", "bool", "strs", "obj", "any"])
            return f"({self.expr(kind, depth - 1)} {self.pick(['==', '!='])} {self.expr(kind, depth - 1)})"
        if roll < 0.85:
            return f"({self.expr('bool', depth - 1)} {self.pick(['&&', '||'])} {self.expr('bool', depth - 1)})"
        return f"!{self.pick(['true', 'false', '(' + self.expr('bool', depth - 1) + ')'])}"

    def make_str(self, depth):
        if depth <= 0 or self.chance(0.3):
            return self.literal_string()
        roll = self.random.random()
        if roll < 0.5:
            parts = "".join(self.pick([self.pick(STRINGS), "${" + self.expr(self.pick(["num", "str", "bool", "any"]), depth - 1) + "}"])
                            for _ in range(self.random.randint(1, 3)))
            return f'"{parts}"'
        if roll < 0.7:
            tilde = self.pick(["", "~"])
            return (f'"%{{{tilde} if {self.expr("bool", depth - 1)} {tilde}}} {self.pick(STRINGS)} %{{ else }}'
                    f'${{{self.expr("str", depth - 1)}}}%{{ endif {tilde}}} z"')
        collection = self.expr(self.pick(["strs", "nums"]), depth - 1)
        return f'"%{{ for i, v in {collection} }}${{i}}=${{v}};%{{ endfor }}"'

    def items(self, kind, depth):
        return ", ".join(self.expr(kind, depth - 1) for _ in range(self.random.randint(0, 3)))

    def loop(self, kind, result, depth):
        """[for …] over a collection of `kind`, with values of type `result`."""
        source = {"strs": "str", "nums": "num"}[kind]
        name = f"v{len(self.names)}"
        collection = self.expr(kind, depth - 1)
        self.names.append((name, source))
        value = self.expr(result, depth - 1)
        condition = f" if {self.expr('bool', depth - 1)}" if self.chance(0.4) else ""
        self.names.pop()
        return f"[for {name} in {collection} : {value}{condition}]"

    def make_strs(self, depth):
        if depth > 0 and self.chance(0.35):
            return self.loop(self.pick(["strs", "nums"]), "str", depth)
        if depth > 0 and self.chance(0.15):
            return f"{self.expr('objs', depth - 1)}{self.pick(['[*]', '.*'])}.s"
        return f"[{self.items('str', depth)}]"

    def make_nums(self, depth):
        if depth > 0 and self.chance(0.35):
            return self.loop("nums", "num", depth)
        if depth > 0 and self.chance(0.1):
            return f"{self.expr('objs', depth - 1)}[*].n"
        return f"[{self.items('num', depth)}]"

    def make_bools(self, depth):
        return f"[{self.items('bool', depth)}]"

    def make_tuple(self, depth):
        return f"[{self.items('any', depth)}]"

    def make_objs(self, depth):
        objects = [f"{{ s = {self.expr('str', depth - 1)}, n = {self.expr('num', depth - 1)} }}" for _ in range(self.random.randint(0, 2))]
        return self.pick(["", "tolist", "toset"]) + f"([{', '.join(objects)}])"

    def make_obj(self, depth):
        if depth > 0 and self.chance(0.3):
            name = f"v{len(self.names)}"
            collection = self.expr("strs", depth - 1)
            self.names.append((name, "str"))
            value = self.expr(self.pick(["num", "str"]), depth - 1)
            self.names.pop()
            return f"{{ for i, {name} in {collection} : {name} => {value}{self.pick(['', '', '...'])} }}"
        keys = [self.pick(["a", "b", "c", '"a b"', '("a")', "true", "1"]) for _ in range(self.random.randint(0, 3))]
        kind = self.pick(["num", "str", "any"])
        return "{ " + ", ".join(f"{key} = {self.expr(kind, depth - 1)}" for key in keys) + " }"


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def terraform_results(expressions):
    """The JSON text of each expression, or None where it is an error."""
    tries = ", ".join(f"try(jsonencode({expr}), false)" for expr in expressions)
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["terraform", "console", "-no-color"], input=f"base64encode(jsonencode([{tries}]))\n",
                             capture_output=True, text=True, cwd=folder, preexec_fn=limit_memory)
    line = run.stdout.strip().splitlines()[-1] if run.stdout.strip() else ""
    if run.returncode != 0 or not line.startswith('"'):
        if len(expressions) == 1:
            return [None]  # An error that try() does not catch.
        middle = len(expressions) // 2
        return terraform_results(expressions[:middle]) + terraform_results(expressions[middle:])
    return [text if isinstance(text, str) else None for text in json.loads(base64.b64decode(line.strip('"')))]


def our_results(program, expressions):
    run = subprocess.run([program], input="\n".join(expressions) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()], run.stdout.splitlines()


def value_text(line):
    """The bytes after "value": numbers must not pass through Python's floats."""
    return line[len('{"ok":true,"value":'):-1]


def is_infinite(expression, ours):
    why = ours.get("why", "")
    # can() hides why: the divisor may be any expression that is zero.
    return "divides by zero" in why or "not a finite number" in why or ("can(" in expression and " / " in expression)


def exception(expression, theirs, ours):
    """Why a difference is meant, or None."""
    if theirs is not None and ("Inf" in theirs or is_infinite(expression, ours)):
        return "division by zero and infinity are errors here"
    if "null value cannot be formatted" in ours.get("why", ""):
        return "Terraform makes an unknown value of a null in format()"
    logical = "&&" in expression or "||" in expression
    if logical and ((theirs is None and ours["ok"]) or "can(" in expression or "try(" in expression):
        return "one side of && or || decides although the other is an error, as in Terraform 1.12 and later"
    if theirs is not None and "subnet numbered -" in ours.get("why", ""):
        return "a negative number of a subnet is an error here; Terraform makes an address outside of the network of it"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--verbose", action="store_true", help="print the exceptions too")
    options = parser.parse_args()
    if not shutil.which("terraform"):
        print("skipped: terraform is not installed")
        return 0
    generator = Generator(options.seed)
    expressions = [generator.expr("any", generator.random.randint(1, options.depth)) for _ in range(options.count)]
    ours, lines = our_results(options.program, expressions)
    theirs = []
    for start in range(0, len(expressions), BATCH):
        theirs += terraform_results(expressions[start:start + BATCH])
    values = errors = different = 0
    excepted = {}
    for expression, their, our, line in zip(expressions, theirs, ours, lines):
        if their is None and not our["ok"]:
            errors += 1
            continue
        if their is not None and our["ok"] and "value" in our and value_text(line) == their:
            values += 1
            continue
        reason = exception(expression, their, our)
        if reason:
            excepted[reason] = excepted.get(reason, 0) + 1
        else:
            different += 1
        if not reason or options.verbose:
            shown = our.get("why") if not our["ok"] else value_text(line) if "value" in our else "unknown"
            print(f"{expression}\n  terraform: {their}\n  blueprint: {shown}{' (' + reason + ')' if reason else ''}")
    print(f"{len(expressions)} expressions: {values} equal values, {errors} errors in both, {different} different")
    for reason, count in sorted(excepted.items()):
        print(f"  {count} excepted: {reason}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
