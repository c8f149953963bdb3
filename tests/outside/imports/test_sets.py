"""Files that come in together: no crash makes a double or leaves one out, and one undo leaves no trace."""

import csv
import io
import re
import sqlite3

import pytest

from . import sets
from .desk import Desk, until

COPIES = 60
LISTS = ("contacts", "companies", "deals", "tasks", "notes")


# While companies and people are written, while deals are, and what hangs on them.
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_set_of_files_is_killed_comes_in_whole_and_goes_again(kantora, share):
    desk = Team(kantora)
    before = desk.lists()
    wanted = sets.records(COPIES)
    everything = sum(wanted.values())

    # Killed while it is written.
    page = desk.press(desk.bring(sets.files(COPIES)), "run")
    desk.crash_set(page, int(everything * share))
    page = desk.done(page, wait=300)
    after = desk.lists()
    assert {name: rows(after[name]) for name in LISTS} == wanted
    assert desk.numbers() == wanted, "each record of the files came once"

    # Taken back, and killed once more.
    page = desk.press(page, "undo")
    desk.crash_set(page, int(everything * share))
    desk.done(page, wait=300)
    assert desk.lists() == before, "undo leaves no trace"

    # The same in peace.
    page = desk.done(desk.press(desk.bring(sets.files(COPIES)), "run"), wait=300)
    assert desk.lists() == after, "a crash changes nothing"


class Team(Desk):
    """Somebody who brings the files of a whole product in at once."""

    def bring(self, files):
        """The page of the set."""
        page = self.web.get(self.web.path("/import"))
        parts = [("file", (name, file, "text/csv")) for name, file in files]
        page = self.web.submit(page, page.form("kind"), parts, kind="any")
        return self.done(page)

    def lists(self):
        """Every list as it goes out."""
        answers = {name: self.web.client.get(self.web.path(f"/{name}/export")) for name in LISTS}
        assert {answer.status_code for answer in answers.values()} == {200}
        return {name: answer.content for name, answer in answers.items()}

    def numbers(self):
        """How many numbers of the files there are among the records, by list."""
        kinds = {"deal": "deals", "task": "tasks", "note": "notes"}
        found = self.ask(
            "SELECT subject.kind, count(DISTINCT external_id.name) FROM external_id"
            " JOIN subject ON subject.id = external_id.subject_id GROUP BY subject.kind"
        )
        told = {kinds[kind]: count for kind, count in found}
        for table, name in (("contact", "contacts"), ("company", "companies")):
            told[name] = self.ask(f"SELECT count(DISTINCT external_id) FROM {table} WHERE external_id <> ''")[0][0]
        return told

    def crash_set(self, page, at):
        """Kills the server once the set has made, or left, so many records, and starts it again."""
        number = re.search(r"/import-sets/(\d+)", page.url.path)[1]
        status = self.status(number)
        assert status in ("running", "undoing"), status
        until(lambda: self.status(number) != status or self.is_past(status, at))
        self.kantora.kill()
        assert self.status(number) == status, "killed in the middle of it"
        self.kantora.start()
        self.hurry()

    def is_past(self, status, at):
        count = self.ask("SELECT count(*) FROM subject")[0][0]
        return count >= at if status == "running" else count <= at

    def status(self, number):
        return self.ask("SELECT status FROM import_set WHERE id = ?", number)[0][0]

    def ask(self, sql, *values):
        database = sqlite3.connect(f"file:{self.kantora.data / 'kantora.db'}?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()


def rows(export):
    """How many records a list has."""
    return len(list(csv.reader(io.StringIO(export.decode("utf-8-sig"))))) - 1
