"""What papers cost beside many others: their lists, and a run in which thousands are issued.

One invoice is issued through the product; the others are its copies with customers, numbers, days and balances of their
own, put in by plain statements while the installation is stopped.
"""

import concurrent.futures
import random
import sqlite3
import time

COPIES = 100_000
CUSTOMERS = 500
# Those of the last month are open, and some of those before.
OPEN = 0.1
DAY = 86_400


def multiply(path, paper):
    """Copies that issued paper, and the customer of it."""
    database = sqlite3.connect(path)
    database.executescript("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN")
    database.row_factory = sqlite3.Row
    chance = random.Random(5)
    row = dict(database.execute("SELECT * FROM invoice WHERE id = ?", (paper,)).fetchone())
    bought = dict(database.execute("SELECT * FROM company WHERE id = ?", (row["customer_id"],)).fetchone())
    free = database.execute("SELECT max(id) FROM subject").fetchone()[0] + 1
    workspace, now = row["workspace_id"], time.time()
    for number in range(free, free + CUSTOMERS):
        put(database, "subject", {"id": number, "workspace_id": workspace, "kind": "company"})
        put(database, "company", {**bought, "id": number, "name": f"Debtor {number}", "name_sort": f"debtor {number}", "name_key": f"debtor {number}"})
    customers, free = range(free, free + CUSTOMERS), free + CUSTOMERS
    for place in range(2, COPIES + 2):
        number, age = free + place, (COPIES - place) * 1000 // COPIES
        day, due = (time.strftime("%Y-%m-%d", time.gmtime(now - days * DAY)) for days in (age, age - 14))
        put(database, "subject", {"id": number, "workspace_id": workspace, "kind": "invoice"})
        put(database, "invoice", {
            **row, "id": number, "customer_id": chance.choice(customers), "sort_on": day, "issued_on": day, "taxed_on": day, "due_on": due,
            "number": f"{place:010}", "place": place, "seq": place, "hash": chance.randbytes(32),
        })
        rest = row["due"] if age < 30 or chance.random() < OPEN else 0
        put(database, "invoice_balance", {
            "workspace_id": workspace, "invoice_id": number, "sort_on": day, "due": row["due"], "due_on": due,
            "paid": row["due"] - rest, "balance": rest,
        })
    database.execute("UPDATE number_series SET next = ? WHERE workspace_id = ?", (COPIES + 2, workspace))
    broken = database.execute("PRAGMA foreign_key_check").fetchmany(5)
    assert not broken, [tuple(one) for one in broken]
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return customers[0]


def put(database, table, row):
    columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
    database.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)


def paths(web, buyer):
    """The lists that are measured."""
    return {
        "invoices": web.path("/invoices"), "open": web.path("/invoices?state=open"), "overdue": web.path("/invoices?state=overdue"),
        "customer": web.path(f"/invoices?customer={buyer}"), "number": web.path("/invoices?q=0000005000"),
        "receivables": web.path("/reports/receivables"),
    }


def run(kantora, program, buyer, count):
    """Issues so many; gives seconds of CPU for each, its files included, and the most memory that it took."""
    before, most = kantora.cpu(), 0
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        waiting = {pool.submit(program.paper, buyer, f"run {key}") for key in range(count)}
        while waiting:
            done, waiting = concurrent.futures.wait(waiting, timeout=0.2, return_when=concurrent.futures.ALL_COMPLETED)
            most = max(most, kantora.resident())
            for one in done:
                one.result()
    while rendered(kantora) < 3 * (count + 1):
        most = max(most, kantora.resident())
        time.sleep(0.2)
    return (kantora.cpu() - before) / count, most


def rendered(kantora):
    """How many files of papers there are: a PDF, a UBL and a CII each."""
    database = sqlite3.connect(f"file:{kantora.data}/kantora.db?mode=ro", uri=True)
    try:
        return database.execute("SELECT count(*) FROM invoice_document").fetchone()[0]
    finally:
        database.close()
