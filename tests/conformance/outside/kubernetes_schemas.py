"""Writes each Kubernetes kind's schema as the file that kubeconform looks for: kubernetes_schemas.py DEFINITIONS FOLDER"""
import gzip
import json
import pathlib
import sys

PREFIX = "#/definitions/"


def references(schema):
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, list):
        schema = dict(enumerate(schema))
    if not isinstance(schema, dict):
        return
    target = schema.get("$ref")
    if isinstance(target, str) and target.startswith(PREFIX):
        yield target.removeprefix(PREFIX)
    for value in schema.values():
        yield from references(value)


def closed(schema):
    """The same, and a property that it does not name is a mistake."""
    if "properties" in schema and "additionalProperties" not in schema:
        return {**schema, "additionalProperties": False}
    return schema


def reachable(name, definitions):
    names, todo = set(), [name]
    while todo:
        current = todo.pop()
        if current not in names:
            names.add(current)
            todo.extend(references(definitions[current]))
    return names


def main():
    definitions = json.load(gzip.open(sys.argv[1]))["definitions"]
    definitions = {name: closed(schema) for name, schema in definitions.items()}
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in definitions.items():
        for kind in schema.get("x-kubernetes-group-version-kind", []):
            parts = [kind["kind"], kind["group"].split(".")[0], kind["version"]]
            file = folder / ("-".join(filter(None, parts)).lower() + ".json")
            needed = {key: definitions[key] for key in sorted(reachable(name, definitions))}
            file.write_text(json.dumps({**schema, "definitions": needed}))


main()
