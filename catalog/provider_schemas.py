"""Schemas of Terraform providers as tables: see "Provider schemas" in catalog/README.md."""

import collections

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PRIMITIVES = {"string": "", "number": "n", "bool": "b", "dynamic": "*"}
COLLECTIONS = {"list": "L", "set": "S", "map": "M"}
# "Deprecated" in the source, which has it from another product's documentation,
# and not so in the provider's own.
NOT_DEPRECATED = {
    ("aws_instance", "security_groups"),
    ("aws_redshift_cluster", "aqua_configuration_status"),
    ("aws_ssmincidents_replication_set", "regions"),
}


def digits(number):
    """A number in base 62."""
    rest = digits(number // len(LETTERS)) if number >= len(LETTERS) else ""
    return rest + LETTERS[number % len(LETTERS)]


class Rows:
    """The rows of one provider. Bodies that several blocks share are rows of their own."""

    def __init__(self):
        self.rows = {}    # first cell → cells
        self.shared = {}  # cells → first cell

    def body(self, cells):
        cells = tuple(cells)
        return self.shared.setdefault(cells, digits(len(self.shared)))

    def type_of(self, kind):
        if isinstance(kind, str):
            return PRIMITIVES[kind]
        if kind[0] == "object":
            return "@" + self.body(self.cell(name, "!", self.type_of(member)) for name, member in sorted(kind[1].items()))
        return COLLECTIONS[kind[0]] + self.type_of(kind[1])

    def nested_type(self, nested):
        body = "%" + self.body(self.attribute(name, inner) for name, inner in sorted(nested["attributes"].items()))
        return COLLECTIONS.get(nested["nesting_mode"], "") + body

    @staticmethod
    def cell(name, use, kind, deprecated=False):
        return (name + use + kind + ("~" if deprecated else "")).rstrip(" ")

    def attribute(self, name, attribute, deprecated=False):
        if attribute.get("required"):
            use = "!"
        elif attribute.get("computed"):
            use = "?" if attribute.get("optional") else "."
        else:
            use = " "
        kind = self.type_of(attribute["type"]) if "type" in attribute else self.nested_type(attribute["nested_type"])
        return self.cell(name, use, kind, deprecated)

    def nested_block(self, name, nested, deprecated):
        mode = {"list": "L", "set": "S", "single": "1"}[nested["nesting_mode"]]
        if nested.get("max_items") == 1:
            mode = mode.lower()
        least = "!" if nested.get("min_items") else ""
        return f"{name}={mode}{least}{self.body(self.cells(nested['block']))}{'~' if deprecated else ''}"

    def cells(self, block, type_name=""):
        def deprecated(name, thing):
            return bool(thing.get("deprecated")) and (type_name, name) not in NOT_DEPRECATED

        fields = {name: self.attribute(name, attribute, deprecated(name, attribute))
                  for name, attribute in block.get("attributes", {}).items()}
        fields |= {name: self.nested_block(name, nested, deprecated(name, nested["block"]))
                   for name, nested in block.get("block_types", {}).items()}
        return [cell for _, cell in sorted(fields.items())]

    def add(self, kind, name, schema):
        self.rows[f"{kind} {name}".rstrip()] = self.cells(schema["block"], name)


def text_of(rows, version):
    """The table: the most used cells are one letter each, and listed in the first line."""
    everything = rows.rows | {first: cells for cells, first in rows.shared.items()}
    uses = collections.Counter(cell for cells in everything.values() for cell in cells)
    common = sorted(uses, key=lambda cell: (-uses[cell] * (len(cell) - 1), cell))[:len(LETTERS)]
    letter = dict(zip(common, LETTERS))
    assert all(len(cell) > 1 for cell in uses)
    lines = ["\t".join(["block", version, *common])]
    lines += sorted("\t".join([first, *(letter.get(cell, cell) for cell in cells)]) for first, cells in everything.items())
    return "\n".join(lines) + "\n"


def provider_schemas(read):
    """Path and text of each table. `read` gives a source by its name."""
    files = {}
    for source in ("aws_provider_schema.json.gz", "small_provider_schemas.json.gz"):
        document = read(source)
        for address, schemas in document["provider_schemas"].items():
            rows = Rows()
            rows.add("provider", "", schemas["provider"])
            for kind, key in (("data", "data_source_schemas"), ("ephemeral", "ephemeral_resource_schemas"),
                              ("resource", "resource_schemas")):
                for name, schema in sorted(schemas.get(key, {}).items()):
                    rows.add(kind, name, schema)
            name = address.removeprefix("registry.terraform.io/")
            files[f"providers/{name}.tsv"] = text_of(rows, document["provider_versions"][address])
    return files
