"""200 tries with known names and 200 with unknown ones: no difference in time, text or status."""

import itertools
import random
import re
import time

import pytest

from support.kantora import EMAIL
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


WAYS = [sign_in, reset]


def ask(web, way, email):
    """One try from an address of its own, so that nobody waits; gives how long it took, the status and the page."""
    number = next(addresses)
    web.client.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    begun = time.perf_counter()
    answer = way(web, email)
    took = time.perf_counter() - begun
    told = re.sub(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b", "", answer.text)
    return took, answer.status_code, told.replace(email, "")


def measure(web, way):
    """The times of both kinds, asked in turns of random order, and everything that was answered."""
    times, answers = {True: [], False: []}, {True: set(), False: set()}
    for _ in range(TRIES):
        turn = [(True, EMAIL), (False, f"{random.randbytes(3).hex()}@example.org")]
        for is_known, email in random.sample(turn, 2):
            took, *said = ask(web, way, email)
            times[is_known].append(took)
            answers[is_known].add(tuple(said))
    return times, answers


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_known_and_unknown_people_cannot_be_told_apart(office, way):
    web = Web(office)
    for _ in range(10):
        ask(web, way, EMAIL)
    found = []
    for _ in range(ROUNDS):
        times, answers = measure(web, way)
        assert answers[True] == answers[False] and len(answers[True]) == 1, "text or status tell them apart"
        found.append(ranks.p_value(times[True], times[False]))
        if found[-1] > 0.01:
            return
    pytest.fail(f"the clock tells them apart: p = {found}")


def test_the_measure_itself_sees_a_difference():
    """A tenth of the spread between neighbours is enough to be seen in 200 tries; none is not seen."""
    chance = random.Random(7)
    one = [chance.gauss(64, 4) for _ in range(TRIES)]
    same = [chance.gauss(64, 4) for _ in range(TRIES)]
    slower = [chance.gauss(66, 4) for _ in range(TRIES)]

    assert ranks.p_value(one, same) > 0.01
    assert ranks.p_value(one, slower) < 0.001
    assert ranks.p_value([1.0] * 20, [1.0] * 20) == 1.0
