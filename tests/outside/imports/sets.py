"""The files of a whole pipeline, as Pipedrive gives them, as large as wanted."""

import csv
import io
import pathlib

FOLDER = pathlib.Path(__file__).parents[2] / "fixtures/imports/pipedrive-set"
# Not in the order in which they have to come in.
NAMES = ["notes.csv", "deals.csv", "activities.csv", "people.csv", "organizations.csv"]
# What names a record, in its own file and in the others.
NAMING = {"Name", "Last name", "Title", "Subject", "Content", "Organization", "Contact person", "Person", "Deal"}
NUMBERS = {"ID", "Organization ID"}


def files(copies):
    """Each file with all its records so many times, each time under other names and numbers."""
    return [(name, repeated((FOLDER / name).read_text(encoding="utf-8"), copies)) for name in NAMES]


def repeated(text, copies):
    head, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for copy in range(1, copies + 1):
        writer.writerows([another(column, value, copy) for column, value in zip(head, row)] for row in rows)
    return out.getvalue().encode()


def another(column, value, copy):
    plain = column.split(" - ", 1)[-1]
    if not value:
        return value
    if plain in NUMBERS:
        return f"{copy}{value}"
    if plain.startswith("Email"):
        return f"{copy}.{value}"
    if plain.startswith("Phone"):
        # Two with one number would be taken for one.
        return f"+44 20 7946 {copy:04}" if value.startswith("+44") else f"+359 888 12 {copy:04}"
    return f"{value} {copy}" if plain in NAMING else value


def records(copies):
    """How many records come of them, by the list in which they stand."""
    found = {name: list(csv.DictReader(io.StringIO(text.decode()))) for name, text in files(copies)}
    count = {name: len(rows) for name, rows in found.items()}
    # Calls and meetings that are done stand on timelines.
    told = sum(row["Activity - Done"] == "Done" for row in found["activities.csv"])
    return {
        "companies": count["organizations.csv"],
        "contacts": count["people.csv"],
        "deals": count["deals.csv"],
        "tasks": count["activities.csv"] - told,
        "notes": count["notes.csv"] + told,
    }
