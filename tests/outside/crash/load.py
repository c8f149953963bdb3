"""Clients that write over HTTP, and a ledger of what was answered, kept outside the disk that will be cut."""

import threading

import httpx

from support.web import Web

CLIENTS = 6


class Ledger:
    """Names that were sent, and of those the ones whose write was answered, with where it can be found."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sent = set()
        self.answered = {}

    def send(self, name):
        with self.lock:
            self.sent.add(name)

    def answer(self, name, place):
        with self.lock:
            self.answered[name] = place

    def snapshot(self):
        with self.lock:
            return dict(self.answered), set(self.sent)


class Load:
    """Creates contacts and notes and issues invoices as fast as it may until it is stopped or the server is gone."""

    def __init__(self, rig, round_name):
        self.stopping = threading.Event()
        self.refusals = []
        self.rig = rig
        self.threads = [
            threading.Thread(target=self.work, args=(rig.kantora, rig.cookies, rig.slug, rig.ledger, f"{round_name}c{number}"))
            for number in range(CLIENTS)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def work(self, kantora, cookies, slug, ledger, prefix):
        web = Web(kantora)
        web.cookies.update(cookies)
        web.slug = slug
        number = 0
        while not self.stopping.is_set():
            number += 1
            try:
                self.one_contact(web, ledger, f"{prefix}n{number}", with_note=number % 3 == 0)
                if number % 2:
                    self.one_paper(ledger, f"paper of {prefix}n{number}")
            except (httpx.HTTPError, ConnectionError):
                return

    def one_contact(self, web, ledger, name, with_note):
        fields = [("act", web.act()), ("last_name", name), ("email", f"{name}@example.org"), ("anyway", "1")]
        ledger.send(name)
        answer = web.post(web.path("/contacts/new"), fields)
        if answer.status_code != 303:
            self.refusals.append(answer.status_code)
            return
        place = answer.headers["location"].split("?")[0]
        ledger.answer(name, place)
        if with_note:
            note = f"note of {name}"
            ledger.send(note)
            about = place.rsplit("/", 1)[1]
            fields = [("act", web.act()), ("about", about), ("kind", "note"), ("body", note)]
            answer = web.post(web.path("/notes"), fields)
            if answer.status_code == 303:
                ledger.answer(note, place)
            else:
                self.refusals.append(answer.status_code)

    def one_paper(self, ledger, name):
        draft = self.rig.program.draft(self.rig.customer, name)
        if draft.status_code != 201:
            self.refusals.append(draft.status_code)
            return
        ledger.send(name)
        number = draft.json()["id"]
        issued = self.rig.program.issue(number, name)
        if issued.status_code == 200:
            ledger.answer(name, f"/invoices/{number}")
        else:
            self.refusals.append(issued.status_code)
