"""Small mistakes in Terraform code, of the kinds that people make.

A text is read line by line, just well enough to find the arguments and nested blocks of its resources; what is
written in another way (several things on one line) is left alone.
"""

import dataclasses
import re

TOP = re.compile(r'^(resource|data)\s+"([\w-]+)"\s+"([\w-]+)"\s*\{\s*$')
BLOCK = re.compile(r'^(\s*)([\w-]+)\s*(?:"[^"]*"\s*)?\{\s*$')
ARGUMENT = re.compile(r"^(\s*)([\w-]+)(\s*=\s*)(.*)$")
HEREDOC = re.compile(r"<<[-~]?\s*\"?(\w+)\"?\s*$")
# What Terraform itself reads; mistakes in it are no provider's business.
META = {"count", "for_each", "provider", "depends_on", "lifecycle", "connection", "provisioner", "dynamic", "content"}
OTHER_VALUES = ['"many"', '["a", "b"]', '{ a = "b" }', "5", "true", '[{ a = "b" }]']
# A variable's type, and an expression over it whose value is not known but whose type is, or is not.
TYPED = [("string", "{}"), ("number", "{}"), ("bool", "{}"), ("any", "{}"), ("list(string)", "{}"), ("set(number)", "{}"),
         ("map(string)", "{}"), ("object({ a = string })", "{}"), ("tuple([string, number])", "{}"),
         ("string", "[{}]"), ("string", '{{ a = {} }}'), ("string", '"x-${{{}}}"'), ("number", "{} + 1"), ("number", "{} > 1"),
         ("bool", "!{}"), ("bool", "{} ? 1 : 2"), ("bool", '{} ? "a" : "b"'), ("list(string)", 'join(",", {})'),
         ("list(string)", "length({})"), ("list(string)", "concat({0}, {0})"), ("list(string)", "{}[0]"),
         ("list(string)", "{}[*]"), ("list(string)", "[for x in {} : x]"), ("map(number)", "keys({})"),
         ("map(number)", "{{ for k, v in {} : k => v }}"), ("map(list(string))", '{}["a"]'), ("any", "{}.a"),
         ("object({ a = list(string) })", "{}.a"), ("set(string)", "tolist({})"), ("string", "jsondecode({})"),
         ("string", "try({}, 1)"), ("string", 'split(",", {})'), ("map(string)", "merge({}, {{}})")]
TYPED_NAME = "of_another_type"
READ_ONLY = ["arn", "owner_id", "unique_id", "created_date", "status", "hosted_zone_id", "tags_all", "id"]


@dataclasses.dataclass
class Item:
    """An argument or nested block: lines [first, last] of the text."""
    kind: str  # "argument" or "block"
    name: str
    first: int
    last: int
    inside: tuple  # The names of the blocks around it, the resource's type first.
    indent: str
    value: str = ""


def without_strings(line):
    return re.sub(r"(#|//).*$", "", re.sub(r'"(?:\\.|[^"\\])*"', '""', line))


def balance(line):
    bare = without_strings(line)
    return sum(map(bare.count, "([{")) - sum(map(bare.count, ")]}"))


def end_of_argument(lines, first):
    heredoc = HEREDOC.search(lines[first])
    open_brackets = balance(lines[first])
    at = first
    while (heredoc or open_brackets > 0) and at + 1 < len(lines):
        at += 1
        if heredoc:
            if lines[at].strip() == heredoc.group(1):
                heredoc = None
        else:
            open_brackets += balance(lines[at])
            heredoc = HEREDOC.search(lines[at])
    return at


def items(text):
    """All items of all resources and data sources, and the blocks' own first lines as items of kind "top"."""
    lines = text.split("\n")
    found = []
    around = []  # Open blocks, as items.
    at = 0
    while at < len(lines):
        line = lines[at]
        if not around:
            top = TOP.match(line)
            if top:
                around.append(Item("top", top.group(2), at, at, (), ""))
                found.append(around[-1])
            at += 1
            continue
        block = BLOCK.match(line)
        argument = ARGUMENT.match(line)
        names = tuple(item.name for item in around)
        if line.strip() == "}":
            around.pop().last = at
        elif block:
            around.append(Item("block", block.group(2), at, at, names, block.group(1)))
            found.append(around[-1])
        elif argument:
            last = end_of_argument(lines, at)
            found.append(Item("argument", argument.group(2), at, last, names, argument.group(1), argument.group(4)))
            at = last
        elif balance(line):
            around.pop()  # Written in another way: nothing more of this block.
            while at + 1 < len(lines) and not TOP.match(lines[at + 1]):
                at += 1
            around = []
        at += 1
    return [item for item in found if item.name not in META and not META & set(item.inside)]


def misspelt(random, name):
    """Two neighbours swapped, one letter lost, or one doubled."""
    places = [i for i in range(1, len(name) - 1) if name[i] != name[i + 1]] or [0]
    i = random.choice(places)
    return random.choice([name[:i] + name[i + 1] + name[i] + name[i + 2:] if i + 1 < len(name) else name + "x",
                          name[:i] + name[i + 1:] if len(name) > 3 else name + "x",
                          name[:i] + name[i] + name[i:]])


def replaced(text, first, last, new):
    lines = text.split("\n")
    return "\n".join(lines[:first] + new + lines[last + 1:])


def renamed(text, item, name):
    line = text.split("\n")[item.first]
    return replaced(text, item.first, item.first, [line.replace(item.name, name, 1)])


def lines_of(text, item):
    return text.split("\n")[item.first:item.last + 1]


def misspelt_type(random, text, item):
    """Not in its first word, which says whose type it is."""
    prefix, _, rest = item.name.partition("_")
    return renamed(text, item, f"{prefix}_{misspelt(random, rest)}")


# Each takes a random source, a text and an item, and gives the text with one mistake.
def misspelt_name(random, text, item):
    return renamed(text, item, misspelt(random, item.name))


def removed(random, text, item):
    return replaced(text, item.first, item.last, [])


def other_type(random, text, item):
    return replaced(text, item.first, item.last, [f"{item.indent}{item.name} = {random.choice(OTHER_VALUES)}"])


def other_unknown_type(random, text, item):
    """A reference to a variable, whose value only its caller knows."""
    type_, expression = random.choice(TYPED)
    value = expression.format(f"var.{TYPED_NAME}")
    changed = replaced(text, item.first, item.last, [f"{item.indent}{item.name} = {value}"])
    return f'{changed}\nvariable "{TYPED_NAME}" {{\n  type = {type_}\n}}\n'


def as_block(random, text, item):
    return replaced(text, item.first, item.last, [f"{item.indent}{item.name} {{", f"{item.indent}}}"])


def as_argument(random, text, item):
    return replaced(text, item.first, item.last, [f"{item.indent}{item.name} = {random.choice(['{}', '[]', '[{}]'])}"])


def twice(random, text, item):
    return replaced(text, item.last, item.last, [text.split("\n")[item.last], *lines_of(text, item)])


def in_dynamic(random, text, item):
    """A dynamic block that is right, or one whose label is not."""
    label = random.choice([item.name, misspelt(random, item.name)])
    inner = ["  " + line for line in lines_of(text, item)]
    inner[0] = f"{item.indent}  content {{"
    return replaced(text, item.first, item.last,
                    [f'{item.indent}dynamic "{label}" {{', f"{item.indent}  for_each = [1]", *inner, f"{item.indent}}}"])


def with_unknown(random, text, item):
    new = random.choice([["  colour_of_the_rocket = \"red\""], ["  rocket {", "  }"]])
    return replaced(text, item.first, item.first, [text.split("\n")[item.first], *new])


def with_read_only(random, text, item):
    name = random.choice(READ_ONLY)
    return replaced(text, item.first, item.first, [text.split("\n")[item.first], f'  {name} = "x"'])


MUTATIONS = {
    "misspelt argument": ("argument", misspelt_name),
    "removed argument": ("argument", removed),
    "value of another type": ("argument", other_type),
    "unknown value of another type": ("argument", other_unknown_type),
    "argument as a block": ("argument", as_block),
    "misspelt block": ("block", misspelt_name),
    "removed block": ("block", removed),
    "block twice": ("block", twice),
    "block as an argument": ("block", as_argument),
    "dynamic block": ("block", in_dynamic),
    "misspelt type": ("top", misspelt_type),
    "unknown argument or block": ("top", with_unknown),
    "read-only argument": ("top", with_read_only),
}


def mutate(random, text, mutation):
    """`text` with one mistake of this kind, or None when it has no place for it."""
    kind, change = MUTATIONS[mutation]
    places = [item for item in items(text) if item.kind == kind]
    changed = change(random, text, random.choice(places)) if places else text
    return changed if changed != text else None
