"""A business of years on top of seeded contacts, by plain statements: companies, leads, deals, tasks and a timeline.

    tests/bench/business.py DATABASE

The database belongs to an installation that has been set up, is stopped, and has its contacts already. Whatever is made
is the same each time. Names are made of words that the contacts have, so that the index of words needs no new one.
"""

import itertools
import random
import sqlite3
import sys
import time

COMPANIES, DEALS, TASKS, LINES, LEADS, NOTES = 20_000, 20_000, 200_000, 1_000_000, 10_000, 20_000
COLLEAGUES = 9
DAY = 86_400_000
ROLES = ["decides", "advises", "uses", "pays"]
VERBS = ["edited", "tagged", "moved", "planned", "finished"]
ENDLESS = "9999-12-31"


class Business:
    """One workspace, filled in the order in which rows refer to each other."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN")
        self.chance = random.Random(4)
        self.workspace, self.owner = self.one("SELECT workspace_id, id FROM member ORDER BY id LIMIT 1")
        self.now = int(time.time() * 1000)
        self.words = [word for (word,) in self.all("SELECT word FROM search_word WHERE workspace_id = ? AND length(word) BETWEEN 4 AND 12 AND NOT word GLOB '*[0-9]*' ORDER BY word")]
        self.people = [number for (number,) in self.all("SELECT id FROM contact WHERE workspace_id = ? ORDER BY id")]
        self.next = self.one("SELECT max(id) FROM subject")[0] + 1

    def one(self, sql, *values):
        return self.database.execute(sql, values).fetchone()

    def all(self, sql):
        return self.database.execute(sql, (self.workspace,)).fetchall()

    def fill(self):
        self.members = [self.owner, *(self.colleague(number) for number in range(COLLEAGUES))]
        self.companies = self.subjects("company", COMPANIES)
        self.insert("company", map(self.company, self.companies))
        self.employ()
        self.deals = self.subjects("deal", DEALS)
        self.fill_deals()
        self.leads = self.subjects("lead", LEADS)
        self.insert("lead", map(self.lead, self.leads))
        self.tasks = self.subjects("task", TASKS)
        self.insert("task", map(self.task, self.tasks))
        self.fill_timeline()
        broken = self.database.execute("PRAGMA foreign_key_check").fetchmany(5)
        assert not broken, broken
        self.database.execute("COMMIT")
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def insert(self, table, rows):
        """Each row names its columns, the same in each."""
        rows = iter(rows)
        first = next(rows)
        columns, places = ", ".join(first), ", ".join(f":{column}" for column in first)
        self.database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", itertools.chain([first], rows))

    def subjects(self, kind, count):
        numbers = range(self.next, self.next + count)
        self.next += count
        self.insert("subject", ({"id": number, "workspace_id": self.workspace, "kind": kind} for number in numbers))
        return numbers

    def named(self, number):
        """A name of two words under which the record is found."""
        words = self.chance.sample(self.words, 2)
        self.database.executemany(
            "INSERT INTO search_prefix (workspace_id, word, subject_id) VALUES (?, ?, ?)",
            [(self.workspace, word, number) for word in words],
        )
        return " ".join(words).capitalize()

    def made(self, number):
        at = self.now - self.chance.randrange(700) * DAY
        return {
            "id": number, "workspace_id": self.workspace, "created_at": at, "created_by": self.owner,
            "updated_at": at + self.chance.randrange(1, DAY), "updated_by": self.owner,
        }

    def day(self, least, most):
        """A day that many days from now, as it is stored."""
        seconds = self.now / 1000 + self.chance.randrange(least, most) * 86_400
        return time.strftime("%Y-%m-%d", time.gmtime(seconds))

    def colleague(self, number):
        email = f"colleague{number}@example.org"
        account = self.database.execute(
            "INSERT INTO account (email, email_norm, name, password_hash, created_at, updated_at) VALUES (?, ?, ?, '', ?, ?)",
            (email, email, f"Colleague {number}", self.now, self.now),
        ).lastrowid
        return self.database.execute(
            "INSERT INTO member (workspace_id, account_id, role, created_at) VALUES (?, ?, 'sales', ?)",
            (self.workspace, account, self.now),
        ).lastrowid

    def company(self, number):
        name = self.named(number)
        key = name.lower()
        return {**self.made(number), "name": name, "name_sort": key, "name_key": key, "owner_id": self.someone(), "source": self.chance.choice(["", "Fair", "Web"])}

    def someone(self):
        return self.chance.choice(self.members)

    def employ(self):
        """Nine contacts of ten work somewhere, and are somebody's."""
        rows = [(self.chance.choice(self.companies), self.someone(), self.chance.choice(["", "Fair", "Web"]), person) for person in self.people if self.chance.random() < 0.9]
        self.database.executemany(f"UPDATE contact SET company_id = ?, owner_id = ?, source = ? WHERE workspace_id = {self.workspace} AND id = ?", rows)

    def fill_deals(self):
        stages = self.all("SELECT id, pipeline_id, kind FROM stage WHERE workspace_id = ? AND live = 1 ORDER BY position")
        path = [stage for stage in stages if stage[2] in ("open", "ongoing")]
        ends = {kind: next(stage for stage in stages if stage[2] == kind) for kind in ("won", "lost")}
        reasons = [number for (number,) in self.all("SELECT id FROM lost_reason WHERE workspace_id = ?")]
        self.insert("deal", (self.deal(number, path[0]) for number in self.deals))
        self.database.executemany(
            "UPDATE deal SET stage_id = ?, state = ?, closed_at = ?, lost_reason_id = ?, entered_at = ?, stays = 2 WHERE workspace_id = ? AND id = ?",
            (self.moved(number, path, ends, reasons) for number in self.deals),
        )
        self.insert("deal_person", (self.on_deal(number, place) for number in self.deals for place in range(2)))
        stays = self.database.execute("SELECT id, created_at, stage_id, entered_at FROM deal WHERE workspace_id = ?", (self.workspace,))
        self.insert("deal_stay", (stay for row in stays.fetchall() for stay in self.stays(path[0][0], *row)))

    def deal(self, number, first):
        made = self.made(number)
        name = self.named(number)
        close_on = self.day(-60, 300) if self.chance.random() < 0.8 else None
        amount = self.chance.randrange(1_000, 5_000_000) if self.chance.random() < 0.9 else None
        return {
            **made, "name": name, "name_sort": name.lower(), "pipeline_id": first[1], "stage_id": first[0], "state": "open",
            "amount": amount, "currency": None if amount is None else self.chance.choice(["EUR", "EUR", "GBP", "USD"]),
            "close_on": close_on, "close_sort": close_on or ENDLESS, "company_id": self.chance.choice(self.companies),
            "owner_id": self.someone(), "entered_at": made["created_at"], "fresh_at": made["created_at"], "board_rank": number << 20,
        }

    def moved(self, number, path, ends, reasons):
        """A tenth is open, on the board: 2,000 deals."""
        state = self.chance.choices(["open", "won", "lost"], [1, 4, 5])[0]
        stage = self.chance.choice(path) if state == "open" else ends[state]
        at = self.now - self.chance.randrange(600) * DAY
        reason = self.chance.choice(reasons) if state == "lost" else None
        return stage[0], state, None if state == "open" else at, reason, at, self.workspace, number

    def on_deal(self, number, place):
        person = self.people[(number * 2 + place) % len(self.people)]
        return {"workspace_id": self.workspace, "deal_id": number, "contact_id": person, "role": ROLES[place], "position": place}

    def stays(self, first, deal, created_at, stage, entered_at):
        """Two stays of each deal; it came into its stage after it was made."""
        begun = min(created_at, entered_at)
        for place, (where, since, until) in enumerate([(first, begun, entered_at), (stage, entered_at, None)], 1):
            yield {"workspace_id": self.workspace, "deal_id": deal, "number": place, "stage_id": where, "entered_at": since, "entered_by": self.owner, "left_at": until}

    def lead(self, number):
        name = self.named(number)
        return {**self.made(number), "name": name, "name_sort": name.lower(), "company": name, "state": "new"}

    def task(self, number):
        """Nine of ten are done; of the rest a third is late. A third is about deals."""
        made = self.made(number)
        is_done, due = self.chance.random() < 0.9, self.chance.randrange(-20, 40)
        about = self.chance.choice(self.deals) if number % 3 == 0 else self.chance.choice(self.people)
        at = made["created_at"] if is_done else self.now + due * DAY
        return {
            **made, "kind": self.chance.choice(["todo", "call", "meeting", "letter"]), "title": self.named(number), "about_id": about,
            "assignee_id": self.someone(), "due_on": time.strftime("%Y-%m-%d", time.gmtime(at / 1000)), "due_sort": at - at % DAY + DAY - 1,
            "done_at": at if is_done else None, "done_by": self.owner if is_done else None,
        }

    def fill_timeline(self):
        """Notes, and a million lines of which deals and some contacts have many, as in life."""
        notes = self.subjects("note", NOTES)
        self.insert("note", ({**self.made(number), "about_id": self.chance.choice(self.people), "kind": "call", "body": "Called about **oak**, and calls again."} for number in notes))
        self.database.execute(
            "INSERT INTO activity (workspace_id, subject_id, verb, note_id, member_id, at) SELECT workspace_id, about_id, 'noted', id, created_by, created_at FROM note WHERE workspace_id = ?",
            (self.workspace,),
        )
        there = self.one("SELECT count(*) FROM activity WHERE workspace_id = ?", self.workspace)[0]
        self.insert("activity", (self.line() for _ in range(LINES - there)))

    def line(self):
        draw = self.chance.random()
        about = self.chance.choice(self.deals) if draw < 0.3 else self.people[int(self.chance.random() ** 3 * len(self.people))]
        return {"workspace_id": self.workspace, "subject_id": about, "verb": self.chance.choice(VERBS), "detail": "name", "member_id": self.someone(), "at": self.now - self.chance.randrange(700 * DAY)}


if __name__ == "__main__":
    begun = time.monotonic()
    Business(sys.argv[1]).fill()
    print(f"a business in {time.monotonic() - begun:.0f} s")
