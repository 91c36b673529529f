#!/usr/bin/env python3
"""Prints a blueprint of 200 components: a cluster with what it needs, and many keys, networks and secrets beside it."""

KEYS = 80
NETWORKS = 50
SECRETS = 64


def main() -> None:
    print("blueprint: 1\nname: large\nenvironment: prod\nregion: us-east-1\ncomponents:")
    print("  kms: {}\n  network: { kms: kms }\n  project: { network: network, kms: kms, secrets: secrets_0 }")
    print("  cluster:\n    network: network\n    kms: kms\n    node_groups:")
    for number in range(3):
        print(f"      group-{number}: {{ instance_types: [m7i.large], scaling: {{ min: 2, desired: 3, max: 6 }} }}")
    for number in range(KEYS):
        print(f"  key_{number}: {{ type: kms }}")
    for number in range(NETWORKS):
        print(f"  network_{number}: {{ type: network, kms: key_{number}, cidr: 10.{number + 1}.0.0/16 }}")
    for number in range(SECRETS):
        print(f"  secrets_{number}: {{ type: secrets, kms: key_{number}, app: {{ description: A password }} }}")


if __name__ == "__main__":
    main()
