"""Prints `name chart repository version` of each release of a helmfile: releases.py helmfile.yaml

The repository of a chart in a registry is empty, and its chart the whole address: a `-` stands for it.
"""
import re
import sys

text = open(sys.argv[1]).read()
repositories = dict(re.findall(r"  - name: (\S+)\n    url: (\S+)", text))
for name, chart, version in re.findall(
    r"  - name: (\S+)\n    namespace: \S+\n(?:    createNamespace: \S+\n)?    chart: (\S+)\n    version: (\S+)", text
):
    repository, _, rest = chart.partition("/")
    if chart.startswith("oci://"):
        print(name, chart, "-", version)
    else:
        print(name, rest, repositories[repository], version)
