"""Somebody who brings lists in through the pages, and may find the server killed at any row."""

import re
import sqlite3
import time

from support import words
from support.web import Web

FATES = {name: words.text("en", f"transfer-fate-{name}") for name in ("create", "update", "same", "merged", "ambiguous", "invalid")}


class Desk:
    def __init__(self, kantora):
        self.kantora = kantora
        self.web = Web(kantora)
        self.web.set_up()

    def upload(self, name, file):
        """The page of the columns."""
        page = self.web.get(self.web.path("/import"))
        return self.web.submit(page, page.form("kind"), {"file": (name, file, "text/csv")}, kind="contact")

    def press(self, page, step):
        """Does the next step; the page while it is being done."""
        return self.web.submit(page, page.form(action=f"/{step}"))

    def done(self, page, wait=120):
        """The page once the step is done."""
        return self.web.until_done(page, wait)

    def bring_in(self, name, file):
        """The whole way; the pages of the dry run and of the report."""
        checked = self.done(self.press(self.upload(name, file), "columns"))
        return checked, self.done(self.press(checked, "run"))

    def exports(self):
        """Both lists as they go out."""
        answers = [self.web.client.get(self.web.path(f"/{kind}/export")) for kind in ("contacts", "companies")]
        assert [answer.status_code for answer in answers] == [200, 200]
        return [answer.content for answer in answers]

    def crash(self, page, after):
        """Kills the server once the work at an import has come so many rows further, and starts it again."""
        number = re.search(r"/import/(\d+)", page.url.path)[1]
        status, begun = self.stand(number)
        until(lambda: self.stand(number)[0] != status or abs(self.stand(number)[1] - begun) >= after)
        self.kantora.kill()
        stood, at = self.stand(number)
        assert stood == status and at != begun, f"killed at {stood} {at}, which is not in the middle of {status}"
        self.kantora.start()
        self.hurry()

    def hurry(self):
        """What a crash cut off waits for a while before it is tried again; the operator does not."""
        for line in self.kantora.run("jobs", "list").stdout.splitlines():
            if re.search(r"\bimport\.\w+", line) and "waiting" in line:
                self.kantora.run("jobs", "run", line.split()[0])

    def stand(self, number):
        """Where an import stands: its status, and the last row of the step, read beside the server."""
        database = sqlite3.connect(f"file:{self.kantora.data / 'kantora.db'}?mode=ro", uri=True)
        try:
            return database.execute("SELECT status, step_at_row FROM import WHERE id = ?", [number]).fetchone() or ("", 0)
        finally:
            database.close()


def figures(page):
    """What a page counts, by fate."""
    told = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<[^>]+>)*([\d,]+)", page.html))
    return {name: int(told[label].replace(",", "")) for name, label in FATES.items() if label in told}


def until(is_so, wait=120):
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() < begun + wait, f"not within {wait} s"
        time.sleep(0.01)
