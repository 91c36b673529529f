"""Prints `name chart repository version` of each release of a helmfile: releases.py helmfile.yaml"""
import re
import sys

text = open(sys.argv[1]).read()
repositories = dict(re.findall(r"  - name: (\S+)\n    url: (\S+)", text))
for name, _, repository, chart, version in re.findall(
    r"  - name: (\S+)\n    namespace: (\S+)\n(?:    createNamespace: \S+\n)?    chart: ([^/\s]+)/(\S+)\n    version: (\S+)", text
):
    print(name, chart, repositories[repository], version)
