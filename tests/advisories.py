#!/usr/bin/env python3
"""Lists what the RustSec advisory database knows about the libraries in Cargo.lock.

    tests/advisories.py FOLDER

FOLDER is a checkout of https://github.com/rustsec/advisory-db. The list is tests/suite/advisories.csv: the number of each
advisory, its crate, the versions that are sound (patched, or never affected), and our answer, which is kept. A test of
the suite says where a locked version is not among them and no answer stands.
"""

import csv
import pathlib
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "tests/suite/advisories.csv"
HEAD = ["id", "crate", "sound", "answer"]


def locked():
    """The names of all libraries that are compiled in."""
    packages = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    return {package["name"] for package in packages if "source" in package}


def advisories(folder, crate):
    """Those about the crate that still stand: number and sound versions."""
    for path in sorted((folder / "crates" / crate).glob("RUSTSEC-*.md")):
        said = tomllib.loads(path.read_text().split("```toml\n", 1)[1].split("\n```", 1)[0])
        advisory, versions = said["advisory"], said["versions"]
        if "withdrawn" not in advisory:
            yield advisory["id"], " or ".join(versions["patched"] + versions.get("unaffected", []))


def answers():
    """What we said about each so far."""
    if not LIST.exists():
        return {}
    with LIST.open(newline="") as file:
        return {row["id"]: row["answer"] for row in csv.DictReader(file)}


def main():
    if len(sys.argv) != 2 or not (folder := pathlib.Path(sys.argv[1])).joinpath("crates").is_dir():
        sys.exit(__doc__)
    said = answers()
    rows = [
        [number, crate, sound, said.get(number, "")]
        for crate in sorted(locked())
        for number, sound in advisories(folder, crate)
    ]
    with LIST.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
    print(f"{len(rows)} advisories; the test advisories says which ask for an answer")


main()
