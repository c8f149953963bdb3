"""What Kantora costs, as ratios to the cheapest answer that the same server library can give.

    tests/bench/bench.py short|long

Prints every figure with the load average of the machine. Fails when a ratio is too high: absolute times depend on
the machine and are never asserted.
"""

import concurrent.futures
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests/outside"))

import bills  # noqa: E402
import drag  # noqa: E402
from measure import burst, median, post, sign_in  # noqa: E402
from support import papers  # noqa: E402
from support.kantora import Kantora, free_port  # noqa: E402
from support.web import Web  # noqa: E402

SIZES = {"10k": 10_000, "100k": 100_000}
OTHER_WORKSPACES = 20
# What a page may cost in a business of years, in hellos (see business.py).
REPORTS = ["sales", "conversion", "stages", "activity", "sources"]
BUSINESS = {"contact": 30, "filtered": 40, "found": 60, "home": 60, "column": 150, "forecast": 500, **dict.fromkeys(REPORTS, 500)}
# `search` asks for a name, `piece` for letters inside of it.
HELLOS = {"list": 30, "contact": 30, "search": 60, "piece": 100}
# Pieces are looked for in every distinct word, of which there are more in a larger book.
FLAT = {"list": 1.5, "contact": 1.5, "search": 1.5, "create": 1.5, "piece": 3}
COMMITS_OVER_POOL = 3
START = 1.5
# Who asks, and whether they may: on top of the bare answer, in hellos.
CHECK = 5
# Lists of 100,000 papers, in hellos; a paper drafted, issued and rendered, in lists of them; and how many in one run.
PAPERS = {"invoices": 40, "open": 40, "overdue": 40, "customer": 40, "number": 60, "receivables": 500}
PAPER, ISSUED = 400, {"short": 1_000, "long": 10_000}
# How much longer a page takes, for 95 of 100, while 20 people sign in at the same time.
WHILE_SIGNING_IN = 20
AFTER_LOAD = 80 * 1024 * 1024
WHILE_ISSUING = 120 * 1024 * 1024
WHILE_IMPORTING = 200 * 1024 * 1024
PACES = {"short": (3, 1), "long": (9, 3)}


class Hello(Kantora):
    """The bare server: the same library, the same profile, no product."""

    def __init__(self, tool, folder):
        super().__init__(folder / "hello", command="hello")
        self.file = tool

    def data_argument(self):
        return [str(self.port)]


class Checked(Hello):
    """The bare server behind the check of session and right, on the data of a book that has stopped."""

    def __init__(self, tool, folder, book):
        super().__init__(tool, folder)
        self.command, self.book = "checked", book

    def data_argument(self):
        return [str(self.port), str(self.book.kantora.data)]


class Book:
    """A seeded installation and one person signed in to it."""

    def __init__(self, tool, folder, name, contacts, others=OTHER_WORKSPACES, environment=None):
        self.name, self.contacts = name, contacts
        self.kantora = Kantora(folder / name, environment=environment)
        self.kantora.data.mkdir(mode=0o700)
        self.kantora.start()
        web = Web(self.kantora)
        web.set_up()
        self.kantora.stop()
        subprocess.run([tool, "seed", self.kantora.data, str(contacts), str(others)], check=True)
        self.kantora.start(wait=30)
        self.web = Web(self.kantora)
        self.web.sign_in()
        self.cookie = "; ".join(f"{name}={value}" for name, value in self.web.cookies.items())
        self.paths = self.find_paths()

    def find_paths(self):
        """The pages that are measured, their answers checked for content first."""
        page = self.web.get(self.web.path("/contacts"))
        rows = [link for link in dict.fromkeys(page.links) if link.startswith(self.web.path("/contacts/")) and link.rsplit("/", 1)[1].isdigit()]
        assert len(rows) == 50, f"the list shows {len(rows)} contacts"
        contact = self.web.get(rows[7])
        assert contact.status == 200
        name = contact.text.split(" · ")[0].split()[-1]
        paths = {"list": self.web.path("/contacts"), "contact": rows[7]}
        for page, asked in {"search": name, "piece": name[2:]}.items():
            paths[page] = self.web.path(f"/search?q={asked}")
            assert name in self.web.get(paths[page]).text, f"{asked} does not find {name}"
        return paths

    def create(self, seconds, connections):
        fields = {"act": "COUNTCOUNTCOUNTCOUNT", "first_name": "NAME", "last_name": "NAMEson", "email": "NAME.COUNT@example.org", "anyway": "1"}
        return burst(self.kantora, self.web.path("/contacts/new"), seconds, connections, self.cookie, post(self.kantora.url, fields))

    def count(self):
        database = sqlite3.connect(f"file:{self.kantora.data}/kantora.db?mode=ro", uri=True)
        return database.execute("SELECT max(live) FROM tally WHERE kind = 'contact'").fetchone()[0]


class Business(Book):
    """The largest book with years of business in it."""

    def __init__(self, tool, folder):
        super().__init__(tool, folder, "business", SIZES["100k"], others=0)
        self.kantora.stop()
        subprocess.run([sys.executable, HERE / "business.py", self.kantora.data / "kantora.db"], check=True)
        self.kantora.start(wait=30)
        self.paths = self.business_paths()

    def business_paths(self):
        """The pages that are measured: the contact of whom most is told, a list with three filters, another one
        where a text of two letters is one of them, and so on."""
        contact = self.ask("SELECT subject_id FROM activity JOIN contact ON contact.id = subject_id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        owner, word = self.ask("SELECT owner_id FROM contact WHERE source = 'Fair' LIMIT 1"), self.ask("SELECT substr(word, 1, 2) FROM search_word LIMIT 1")
        stage = self.ask("SELECT stage_id FROM deal WHERE state = 'open' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        paths = {
            "contact": f"/contacts/{contact}", "home": "",
            "filtered": f"/contacts?owner={owner}&source=Fair&where=created.between.2000-01-01..2100-01-01",
            "found": f"/contacts?owner={owner}&source=Fair&q={word}",
            "column": f"/deals/board?stage={stage}&part=1", "forecast": "/deals/forecast",
            **{name: f"/reports/{name}" for name in REPORTS},
        }
        return {page: self.web.path(path) for page, path in paths.items()}

    def ask(self, question):
        database = sqlite3.connect(f"file:{self.kantora.data}/kantora.db?mode=ro", uri=True)
        return database.execute(question).fetchone()[0]


class Office(Book):
    """A small book that has asked for money 100,000 times."""

    def __init__(self, tool, folder):
        # One token asks twice for each paper.
        super().__init__(tool, folder, "office", 1_000, others=0, environment={"KANTORA_API__REQUESTS": "1000000"})
        papers.head(self.web)
        self.program, self.buyer = papers.Program(self.web), papers.customer(self.web)
        paper = self.program.paper(self.buyer, "first")
        self.kantora.stop()
        buyer = bills.multiply(self.kantora.data / "kantora.db", paper)
        self.kantora.start(wait=30)
        self.paths = bills.paths(self.web, buyer)


class Verdict:
    """Collects what was measured and what was asked of it."""

    def __init__(self):
        self.failures = []

    def ratio(self, name, value, most, unit=""):
        mark = "ok" if value <= most else "TOO MUCH"
        print(f"  {name:<58}{value:8.2f}{unit} of at most {most:g}{unit}  {mark}")
        if value > most:
            self.failures.append(name)

    def at_least(self, name, value, least):
        print(f"  {name:<58}{value:8.2f} of at least {least:g}  {'ok' if value >= least else 'TOO LITTLE'}")
        if value < least:
            self.failures.append(name)

    def hold(self, name, holds):
        print(f"  {name:<58}{'ok' if holds else 'BROKEN'}")
        if not holds:
            self.failures.append(name)


def title(text):
    print(f"\n{text}  [load {os.getloadavg()[0]:.1f}]", flush=True)


def built_tool():
    """The bench binary, built as the static file is: the same profile, flags and target."""
    words = [*os.environ.get("CARGO", "cargo").split(), "bench", "--quiet", "--no-run", "--bench", "load", "--message-format=json"]
    flagged = ["bash", "-c", '. packaging/flags && exec "$@"', "-", *words]
    done = subprocess.run(flagged, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return next(line["executable"] for line in lines if line.get("target", {}).get("name") == "load" and line.get("executable"))


def cpu_per_request(hello, books, rounds, seconds, verdict):
    title(f"CPU per request, microseconds: {rounds} interleaved rounds of {seconds} s, median")
    runs = {}
    for _ in range(rounds):
        runs.setdefault(("hello", ""), []).append(burst(hello, "/", seconds))
        for book in books:
            for page, path in book.paths.items():
                runs.setdefault((page, book.name), []).append(burst(book.kantora, path, seconds, cookie=book.cookie))
            runs.setdefault(("create", book.name), []).append(book.create(seconds, 8))
    cpu = {key: median(all_runs, lambda run: run.cpu_each) for key, all_runs in runs.items()}
    for (page, size), value in cpu.items():
        print(f"  {page:<10}{size:<6}{value:10.1f}   {value / cpu['hello', '']:6.1f} hellos")
    verdict.hold("no request failed", all(run.errors == 0 for all_runs in runs.values() for run in all_runs))
    for page, most in HELLOS.items():
        for size in SIZES:
            verdict.ratio(f"{page} at {size}, in hellos", cpu[page, size] / cpu["hello", ""], most)
    for page, most in FLAT.items():
        verdict.ratio(f"{page}: 100k over 10k", cpu[page, "100k"] / cpu[page, "10k"], most)


def in_business(hello, business, rounds, seconds, verdict):
    title(f"a business of years, CPU per request: {rounds} rounds of {seconds} s, median")
    runs = {}
    for _ in range(rounds):
        runs.setdefault("hello", []).append(burst(hello, "/", seconds))
        for page, path in business.paths.items():
            runs.setdefault(page, []).append(burst(business.kantora, path, seconds, cookie=business.cookie))
    cpu = {page: median(all_runs, lambda run: run.cpu_each) for page, all_runs in runs.items()}
    verdict.hold("no request failed", all(run.errors == 0 for all_runs in runs.values() for run in all_runs))
    for page, most in BUSINESS.items():
        verdict.ratio(f"{page} in business, in hellos", cpu[page] / cpu["hello"], most)


def many_papers(hello, office, rounds, seconds, count, verdict):
    title(f"100,000 papers, CPU per request: {rounds} rounds of {seconds} s, median")
    runs = {}
    for _ in range(rounds):
        runs.setdefault("hello", []).append(burst(hello, "/", seconds))
        for page, path in office.paths.items():
            runs.setdefault(page, []).append(burst(office.kantora, path, seconds, cookie=office.cookie))
    cpu = {page: median(all_runs, lambda run: run.cpu_each) for page, all_runs in runs.items()}
    verdict.hold("no request failed", all(run.errors == 0 for all_runs in runs.values() for run in all_runs))
    for page, most in PAPERS.items():
        verdict.ratio(f"{page} among papers, in hellos", cpu[page] / cpu["hello"], most)
    each, most = bills.run(office.kantora, office.program, office.buyer, count)
    print(f"  {count} papers drafted, issued and rendered, {each * 1e3:.1f} ms each")
    verdict.ratio("a paper with its files, in lists of them", each * 1e6 / cpu["invoices"], PAPER)
    verdict.ratio("RssAnon while they are issued, MB", most / 2**20, WHILE_ISSUING / 2**20)


def board(business, verdict):
    title("a board of 2,000 deals under the hand, milliseconds of CPU")
    longest, _, elements, cards = drag.measure(business.kantora)
    verdict.at_least("cards", cards, drag.CARDS)
    verdict.ratio("elements styled at once", elements, drag.STYLED)
    verdict.ratio("the longest task of the page", longest, drag.LONG)


def throughput(book, seconds):
    title(f"{book.name} contacts: requests a second, p50 and p99 in milliseconds")
    print(f"  {'':<10}" + "".join(f"{f'{connections} connections':>30}" for connections in (1, 16, 64)))
    for page, path in [*book.paths.items(), ("create", None)]:
        cells = []
        for connections in (1, 16, 64):
            run = burst(book.kantora, path, seconds, connections, book.cookie) if path else book.create(seconds, connections)
            cells.append(f"{run.rate:12.0f} {run.p50:8.2f} {run.p99:8.2f}")
        print(f"  {page:<10}" + "".join(cells))


def many_creators(book, seconds, verdict):
    title("64 clients create contacts through the page")
    before = book.count()
    run = book.create(seconds, 64)
    print(f"  {run.rate:.0f} contacts a second, p50 {run.p50:.1f} ms, p99 {run.p99:.1f} ms")
    verdict.hold("no error", run.errors == 0)
    verdict.hold("every answered contact is there", book.count() - before >= run.requests)


def commits(tool, folder, seconds, verdict):
    title("64 clients run the action: the writer that commits in groups, against a pool with BEGIN IMMEDIATE")
    done = subprocess.run([tool, "commits", folder, str(seconds)], check=True, stdout=subprocess.PIPE, text=True)
    figures = json.loads(done.stdout)
    print(f"  groups {figures['groups']:.0f} a second, pool {figures['pool']:.0f} a second, errors {figures['errors']}")
    verdict.hold("no error", figures["errors"] == 0)
    verdict.at_least("groups over pool", figures["groups"] / figures["pool"], COMMITS_OVER_POOL)


def check(hello, tool, folder, book, rounds, seconds, verdict):
    title("session and right, CPU per request on top of the bare answer")
    checked = Checked(tool, folder, book)
    checked.start()
    try:
        path, runs = book.web.path(""), []
        for _ in range(rounds):
            runs.append((burst(hello, "/", seconds), burst(checked, path, seconds, cookie=book.cookie)))
        bare, whole = (median([pair[which] for pair in runs], lambda run: run.cpu_each) for which in (0, 1))
        verdict.hold("no request failed", all(run.errors == 0 for pair in runs for run in pair))
        stranger = burst(checked, path, 1)
        verdict.hold("strangers are refused", stranger.errors == stranger.requests)
        print(f"  bare {bare:.1f} us, checked {whole:.1f} us")
        verdict.ratio("session and right, in hellos", (whole - bare) / bare, CHECK)
    finally:
        checked.kill()


def pages_while_signing_in(book, rounds, seconds, verdict):
    title("the list of contacts while 20 people sign in, p95 in milliseconds, 4 connections")
    alone, beside, tries = [], [], 0
    for _ in range(rounds):
        alone.append(burst(book.kantora, book.paths["list"], seconds, 4, book.cookie))
        with concurrent.futures.ThreadPoolExecutor() as pool:
            crowd = pool.submit(burst, book.kantora, "/sign-in", seconds + 2, 20, "", sign_in(book.kantora.url))
            time.sleep(1)
            beside.append(burst(book.kantora, book.paths["list"], seconds, 4, book.cookie))
            # Each try ends as a 422, which wrk counts as an error.
            tries += crowd.result().requests
    quiet, busy = (median(runs, lambda run: run.p95) for runs in (alone, beside))
    print(f"  alone {quiet:.2f}, beside {tries / rounds / (seconds + 2):.0f} tries a second {busy:.2f}")
    verdict.hold("no page failed", all(run.errors == 0 for run in alone + beside))
    verdict.hold("people did sign in", tries > 0)
    verdict.ratio("p95 while 20 sign in over p95 alone", busy / quiet, WHILE_SIGNING_IN)


def starts(small, large, rounds, verdict):
    title("start, seconds until /readyz")
    times = {book.name: [] for book in (small, large)}
    for _ in range(max(rounds, 5)):
        for book in (small, large):
            book.kantora.stop()
            book.kantora.start()
            times[book.name].append(book.kantora.started_in)
    middle = {name: sorted(all_times)[len(all_times) // 2] for name, all_times in times.items()}
    print("  " + ", ".join(f"{name}: {value:.3f}" for name, value in middle.items()))
    verdict.ratio("start with 100k over start with 1k", middle[large.name] / middle[small.name], START)


def memory(book, verdict):
    title("RssAnon after the load")
    verdict.ratio(f"{book.name}, MB", book.kantora.resident() / 2**20, AFTER_LOAD / 2**20)


def main(pace):
    rounds, seconds = PACES[pace]
    verdict = Verdict()
    tool = built_tool()
    with tempfile.TemporaryDirectory(prefix="kantora-bench-") as folder:
        folder = pathlib.Path(folder)
        hello = Hello(tool, folder)
        hello.start()
        title("seeding")
        books = [Book(tool, folder, name, size) for name, size in SIZES.items()]
        small = Book(tool, folder, "1k", 1_000, others=0)
        business, office = Business(tool, folder), Office(tool, folder)
        servers = [hello, small.kantora, business.kantora, office.kantora, *(book.kantora for book in books)]
        try:
            cpu_per_request(hello, books, rounds, seconds, verdict)
            in_business(hello, business, rounds, seconds, verdict)
            board(business, verdict)
            many_papers(hello, office, rounds, seconds, ISSUED[pace], verdict)
            for book in books:
                throughput(book, seconds)
            many_creators(books[1], seconds * 2, verdict)
            memory(books[1], verdict)
            pages_while_signing_in(books[0], rounds, max(seconds, 3), verdict)
            starts(small, books[1], rounds, verdict)
            small.kantora.stop()
            check(hello, tool, folder, small, rounds, seconds, verdict)
            commits(tool, small.kantora.data, seconds * 2, verdict)
        finally:
            for server in servers:
                server.kill()
    if verdict.failures:
        print(f"\nbench: {len(verdict.failures)} failed: {'; '.join(verdict.failures)}")
        sys.exit(1)
    print("\nbench: all ratios hold")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "short")
