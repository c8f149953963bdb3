"""Five files that came in together: killed wherever it hurts, the end is the same, and one undo leaves no trace."""

import re
import sqlite3

from support import words

from . import pipedrive
from .desk import Desk, until

SIZE = 1_000
LISTS = ["contacts", "companies", "deals", "tasks", "notes"]
WHOLE = {"company": SIZE, "contact": SIZE * 2, "deal": SIZE}


class Table(Desk):
    """A desk with room for several files."""

    def lay_out(self, files):
        """The page of the set."""
        page = self.web.get(self.web.path("/import"))
        several = [("file", (name, file, "text/csv")) for name, file in files.items()]
        return self.web.submit(page, page.form("kind"), several, kind="any")

    def exports(self):
        answers = [self.web.client.get(self.web.path(f"/{kind}/export")) for kind in LISTS]
        assert [answer.status_code for answer in answers] == [200] * len(LISTS)
        return {kind: answer.content for kind, answer in zip(LISTS, answers, strict=True)}

    def ask(self, question, *values):
        database = sqlite3.connect(f"file:{self.kantora.data / 'kantora.db'}?mode=ro", uri=True)
        try:
            return database.execute(question, values).fetchone()[0]
        finally:
            database.close()

    def counted(self):
        return {kind: self.ask(f"SELECT count(*) FROM {kind} WHERE live = 1") for kind in WHOLE}

    def crash_when(self, is_so, status):
        """Kills the server at that moment, in which the set must be at work, and starts it again."""
        until(is_so)
        self.kantora.kill()
        stood = self.ask("SELECT status FROM import_set ORDER BY id DESC")
        assert stood == status, f"killed too late: the set is {stood}"
        self.kantora.start()
        self.hurry()


def test_a_set_of_files_survives_every_kill_and_goes_again(kantora):
    table = Table(kantora)
    before, files = table.exports(), pipedrive.files(SIZE)

    # In peace.
    page = table.done(table.press(table.lay_out(files), "run"))
    after = table.exports()
    assert words.text("en", "transfer-status-done") in page.text
    assert table.counted() == WHOLE
    assert all(pipedrive.deal(number).encode() in after["deals"] for number in range(SIZE))
    table.done(table.press(page, "undo"))
    assert table.exports() == before, "undo leaves no trace"

    # Killed while people are written, and while they are taken back.
    page = table.press(table.lay_out(files), "run")
    table.crash_when(lambda: 0 < table.counted()["contact"] < WHOLE["contact"], "running")
    page = table.done(page)
    assert table.exports() == after, "nothing is there twice, nothing is missing"
    page = table.press(page, "undo")
    table.crash_when(lambda: 0 < table.counted()["deal"] < WHOLE["deal"], "undoing")
    table.done(page)
    assert table.exports() == before, "what was cut off is taken back whole"

    # Killed among the tasks, of which some name deals of the file before.
    page = table.press(table.lay_out(files), "run")
    table.crash_when(lambda: table.ask("SELECT count(*) FROM task WHERE live = 1") > 0, "running")
    table.done(page)
    assert table.exports() == after


def test_a_set_in_which_a_row_is_bad_says_which_and_keeps_the_rest(kantora):
    table = Table(kantora)
    files = pipedrive.files(20)
    files["deals.csv"] = files["deals.csv"].replace(b",2.50,", b",a lot,", 1)

    page = table.done(table.press(table.lay_out(files), "run"))

    assert table.counted() == {"company": 20, "contact": 40, "deal": 19}
    report = table.web.get(next(link for link in page.links if re.search(r"/import/\d+$", link) and bad(page, link)))
    assert f"Deal - Value: {words.text('en', 'deals-amount-wrong')}" in report.text, report.text[:2000]


def bad(page, link):
    """Whether the line of that file tells of bad rows."""
    return len(re.findall(rf'href="{re.escape(link)}"', page.html)) > 1
