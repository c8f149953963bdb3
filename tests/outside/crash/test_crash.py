"""No answered write is lost and nothing is half done, whether the process is killed or the power is cut."""

import random
import sqlite3

import pytest

from support import papers
from support.kantora import Kantora
from support.web import Web

from . import check
from .disk import Disk
from .load import Ledger, Load

KILLS = {"short": 5, "long": 30}
CUTS = {"short": 5, "long": 20}


class Rig:
    """A server whose data folder lives on a disk of its own, and the ledger of what it answered."""

    def __init__(self, folder, kind, flavour="", environment=None):
        self.folder = folder
        self.disk = Disk(folder, kind)
        self.kantora = Kantora(self.disk.root / "data", flavour=flavour, environment=environment)
        self.kantora.log_path = folder / "kantora.log"
        self.kantora.data.mkdir(mode=0o700)
        self.ledger = Ledger()
        self.dice = random.Random(20261121)

    def __enter__(self):
        web = Web(self.kantora)
        try:
            self.kantora.start()
            web.set_up()
            papers.head(web)
            self.program, self.customer = papers.Program(web), papers.customer(web)
        except BaseException:
            self.__exit__()
            raise
        self.cookies, self.slug = web.cookies, web.slug
        return self

    def __exit__(self, *_):
        self.kantora.kill()
        self.disk.remove()

    def crash_under_load(self, name, power):
        """Some load, then the crash; gives what was answered before it."""
        with Load(self, name) as load:
            load.stopping.wait(self.dice.uniform(0.3, 3))
            answered, _ = self.ledger.snapshot()
            if power == "cut":
                self.disk.cut()
            self.kantora.kill()
        assert not load.refusals or power == "cut", f"refused: {load.refusals[:5]}"
        if power == "cut":
            self.disk.unmount()
            self.disk.mount()
            # What was answered after the cut may be there or not.
            self.ledger.answered = dict(answered)
        return self.ledger.snapshot()[0]

    def verdict(self, answered):
        """Starts again; gives what is lost, doubled, and broken."""
        self.kantora.start(wait=10)
        database = check.copy_of(self.kantora, self.folder)
        faults, counts = check.faults(database), check.written(database)
        database.close()
        self.kantora.run("audit", "verify")
        self.kantora.run("billing", "verify")
        unknown = sorted(set(counts) - self.ledger.snapshot()[1])
        faults += [f"a write that nobody sent: {unknown[:3]}"] if unknown else []
        return check.lost(answered, counts), check.twice(counts), faults


    def forgotten(self, answered):
        """Starts again; gives what is lost, if the file can be read at all."""
        try:
            self.kantora.start(wait=10)
            database = check.copy_of(self.kantora, self.folder)
            return check.lost(answered, check.written(database))
        except (AssertionError, sqlite3.DatabaseError):
            return sorted(answered)


@pytest.mark.parametrize("kind", ["ext4", "xfs"])
@pytest.mark.parametrize("crash", ["kill", "cut"])
def test_a_crash_loses_no_answered_write(tmp_path, pace, kind, crash, capsys):
    rounds = (KILLS if crash == "kill" else CUTS)[pace]
    rounds = rounds // 2 + (rounds % 2 if kind == "ext4" else 0)

    with Rig(tmp_path, kind) as rig:
        for number in range(rounds):
            answered = rig.crash_under_load(f"{kind}{crash}{number}", crash)
            lost, twice, faults = rig.verdict(answered)
            assert (lost, twice, faults) == ([], [], []), f"round {number} of {len(answered)} writes"
        with capsys.disabled():
            print(f"\n{kind}, {crash}: {rounds} rounds, {len(answered)} answered writes, none lost", end="")


@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_the_test_sees_a_server_that_does_not_sync(tmp_path, pace, kind, capsys):
    environment = {"FAULT_SYNCHRONOUS": "off"}

    missing = 0
    with Rig(tmp_path, kind, flavour="faults", environment=environment) as rig:
        for number in range(3):
            answered = rig.crash_under_load(f"{kind}forget{number}", "cut")
            missing = len(rig.forgotten(answered))
            if missing:
                break

    assert missing, "a server with synchronous=OFF lost nothing: this test is blind"
    with capsys.disabled():
        print(f"\n{kind}, synchronous=OFF: {missing} answered writes lost, as it must be", end="")
