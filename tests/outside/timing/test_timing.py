"""200 tries with names that are known and 200 with names that are not: no difference in time, text or status."""

import itertools
import random
import re
import string
import time

import pytest

from support.kantora import EMAIL, PASSWORD
from support.web import Web

from . import ranks

TRIES = 200
# A difference that is there shows each time; one that chance made, once in a hundred.
ROUNDS = 3

addresses = itertools.count(1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An installation with one person in it."""
    from conftest import running
    from support.kantora import Kantora

    folder = tmp_path_factory.mktemp("timing")
    mail = {"KANTORA_MAIL__FOLDER": str(folder / "letters"), "KANTORA_MAIL__FROM": "office@lantern.example"}
    for server in running(Kantora(folder / "data", environment=mail)):
        Web(server).set_up()
        yield server


def sign_in(web, email):
    return web.post("/sign-in", [("email", email), ("password", "wrong horse of the harbour"), ("next", "/")])


def reset(web, email):
    return web.post("/reset", [("email", email)])


def enter(web, slug):
    return web.client.get(f"/w/{slug}/contacts")


WAYS = [sign_in, reset]


def ask(web, way, name):
    """One try from an address of its own, so that nobody waits; gives how long it took, the status and the page."""
    number = next(addresses)
    web.client.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    begun = time.perf_counter()
    answer = way(web, name)
    took = time.perf_counter() - begun
    told = re.sub(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b", "", answer.text)
    return took, answer.status_code, told.replace(name, "")


def measure(web, way, known, unknown):
    """The times of both kinds, asked in turns of random order, and everything that was answered."""
    times, answers = {True: [], False: []}, {True: set(), False: set()}
    for _ in range(TRIES):
        for is_known, name in random.sample([(True, known), (False, unknown())], 2):
            took, *said = ask(web, way, name)
            times[is_known].append(took)
            answers[is_known].add(tuple(said))
    return times, answers


def alike(web, way, known, unknown):
    """Asks for what is there and for what is not, until the clock cannot tell them apart; text and status never may."""
    for _ in range(10):
        ask(web, way, known)
    found = []
    for _ in range(ROUNDS):
        times, answers = measure(web, way, known, unknown)
        assert answers[True] == answers[False] and len(answers[True]) == 1, "text or status tell them apart"
        found.append(ranks.p_value(times[True], times[False]))
        if found[-1] > 0.01:
            return
    pytest.fail(f"the clock tells them apart: p = {found}")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_known_and_unknown_people_cannot_be_told_apart(office, way):
    alike(Web(office), way, EMAIL, lambda: f"{random.randbytes(3).hex()}@example.org")


def test_a_company_of_others_and_none_cannot_be_told_apart(office):
    company, stranger = Web(office), Web(office)
    company.sign_in()
    office.run("account", "create", "stranger@example.org", "--name", "Stranger", given=f"{PASSWORD}\n")
    page = stranger.get("/sign-in")
    stranger.submit(page, page.form("email", "password"), email="stranger@example.org", password=PASSWORD)

    letters = string.ascii_lowercase
    alike(stranger, enter, company.slug, lambda: "".join(random.choices(letters, k=len(company.slug))))

    assert enter(stranger, company.slug).status_code == 404


def test_the_measure_itself_sees_a_difference():
    """A tenth of the spread between neighbours is enough to be seen in 200 tries; none is not seen."""
    chance = random.Random(7)
    one = [chance.gauss(64, 4) for _ in range(TRIES)]
    same = [chance.gauss(64, 4) for _ in range(TRIES)]
    slower = [chance.gauss(66, 4) for _ in range(TRIES)]

    assert ranks.p_value(one, same) > 0.01
    assert ranks.p_value(one, slower) < 0.001
    assert ranks.p_value([1.0] * 20, [1.0] * 20) == 1.0
