#!/usr/bin/env python3
"""Says which libraries in Cargo.lock have a known hole that nobody has answered for.

    tests/advisories.py FOLDER

FOLDER is a checkout of https://github.com/rustsec/advisory-db. Each advisory about a locked version is to be mended by an
update, or answered in tests/suite/advisories.csv with the reason why its hole is none of ours. Ends with 1 if one is not.
"""

import csv
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def locked():
    """The libraries that are compiled in: (name, version)."""
    packages = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    return [(package["name"], package["version"]) for package in packages if "source" in package]


def about(folder, crate, version):
    """The numbers of the advisories about that version that still stand."""
    for path in sorted((folder / "crates" / crate).glob("RUSTSEC-*.md")):
        said = tomllib.loads(path.read_text().split("```toml\n", 1)[1].split("\n```", 1)[0])
        sound = said["versions"]["patched"] + said["versions"].get("unaffected", [])
        if "withdrawn" not in said["advisory"] and not any(fits(version, wanted) for wanted in sound):
            yield said["advisory"]["id"]


def fits(version, wanted):
    """Whether a version lies in a range as Cargo writes it: `>= 0.4.1, < 0.5`, `^1.2`."""
    return all(fits_one(parts(version), one.strip()) for one in wanted.split(","))


def fits_one(version, wanted):
    sign, number = re.fullmatch(r"(>=|<=|>|<|=|\^|~|)\s*([\w.+-]+)", wanted).groups()
    bound = parts(number)
    match sign:
        case ">=":
            return version >= bound
        case "<=":
            return version <= bound
        case ">":
            return version > bound
        case "<":
            return version < bound
        case "=":
            return version == bound
        case "~":
            return version >= bound and version[:2] == bound[:2]
        case _:
            kept = next((place for place, part in enumerate(bound) if part), 2) + 1
            return version >= bound and version[:kept] == bound[:kept]


def parts(version):
    numbers = [int(number) for number in re.split(r"[-+]", version)[0].split(".")]
    return (numbers + [0, 0])[:3]


def main():
    if len(sys.argv) != 2 or not (folder := pathlib.Path(sys.argv[1])).joinpath("crates").is_dir():
        sys.exit(__doc__)
    with (ROOT / "tests/suite/advisories.csv").open(newline="") as file:
        answered = {(row["id"], row["version"]) for row in csv.DictReader(file)}
    found = [(name, version, number) for name, version in locked() for number in about(folder, name, version)]
    open_ones = [one for one in found if (one[2], one[1]) not in answered]
    for name, version, number in open_ones:
        print(f"{name} {version}: {number}")
    print(f"{len(found)} advisories about locked versions, {len(open_ones)} without an answer")
    sys.exit(1 if open_ones else 0)


main()
