"""Ten thousand rows in every encoding: the dry run tells the truth, no crash changes the end, undo leaves no trace."""

import re
import subprocess
import threading

import pytest

from . import lists
from .desk import Desk, figures, until

ROWS = 10_000
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("encoding", lists.ENCODINGS, ids=lambda encoding: encoding.name)
def test_a_list_comes_in_whole_and_goes_again(kantora, encoding):
    desk = Desk(kantora)
    desk.bring_in("known.csv", lists.known(ROWS, encoding))
    before = desk.exports()
    file = lists.coming(ROWS, encoding)
    wanted = {fate: share * ROWS // 100 for fate, share in lists.OF_A_HUNDRED.items()}

    # Killed while it is analysed and while it is written.
    page = desk.press(desk.upload("list.csv", file), "columns")
    desk.crash(page, after=ROWS // 4)
    page = desk.done(page)
    assert figures(page) == wanted
    assert desk.exports() == before, "a dry run writes nothing"
    page = desk.press(page, "run")
    desk.crash(page, after=ROWS // 4)
    page = desk.done(page)
    assert figures(page) == wanted, "the run does what the dry run counted"
    after = desk.exports()
    assert all(name in after[0].decode() for person in encoding.people for name in person)

    # Taken back, and killed once more.
    page = desk.press(page, "undo")
    desk.crash(page, after=500)
    desk.done(page)
    assert desk.exports() == before, "undo leaves no trace"

    # The same in peace.
    checked, report = desk.bring_in("list.csv", file)
    assert figures(checked) == figures(report) == wanted
    assert desk.exports() == after, "a crash changes nothing"


def test_the_command_line_does_the_same_and_may_be_killed(kantora, tmp_path):
    desk = Desk(kantora)
    encoding, rows = lists.ENCODINGS[-1], 2_000
    wanted = {fate: share * rows // 100 for fate, share in lists.OF_A_HUNDRED.items()}
    known, file = tmp_path / "known.csv", tmp_path / "list.csv"
    known.write_bytes(lists.known(rows, encoding))
    file.write_bytes(lists.coming(rows, encoding))
    kantora.run("import", "contacts", str(known))
    before = desk.exports()

    # Only counted.
    dry = kantora.run("import", "contacts", str(file), "--dry-run")
    assert told(dry) == wanted
    assert desk.exports() == before

    # Killed while it is written: the jobs that it left are done.
    words = [str(kantora.file), "import", "contacts", str(file), "--data", str(kantora.data)]
    killed = subprocess.Popen(words, env=kantora.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: desk.stand(3)[0] == "running" and desk.stand(3)[1] > rows // 4)
    killed.kill()
    killed.wait()
    assert desk.stand(3)[0] == "running"
    desk.hurry()
    until(lambda: desk.stand(3)[0] == "done")
    after = desk.exports()

    # Taken back, and once more in peace.
    kantora.run("import", "undo", "3")
    assert desk.exports() == before
    run = kantora.run("import", "contacts", str(file))
    assert told(run) == wanted
    assert desk.exports() == after


def told(done):
    """What the command line counts, by fate."""
    return {fate: int(count) for fate, count in re.findall(r"^  (\w+): (\d+)$", done.stdout, re.MULTILINE)}


def test_a_hundred_thousand_rows_stay_small(kantora, pace, capsys):
    if pace == "short":
        pytest.skip("takes minutes: only in the long run")
    desk = Desk(kantora)
    encoding = lists.ENCODINGS[0]
    rows = 100_000

    with Scales(kantora) as scales:
        page = desk.upload("list.csv", lists.coming(rows, encoding))
        checked = desk.done(desk.press(page, "columns"), wait=600)
        report = desk.done(desk.press(checked, "run"), wait=600)
        desk.exports()

    # Nobody is known beforehand: the updates and the same are new.
    assert figures(checked) == figures(report)
    assert figures(report)["create"] == 86 * rows // 100
    assert scales.most < 200 * MEGABYTE, f"{scales.most / MEGABYTE:.0f} MB"
    with capsys.disabled():
        print(f"\n{rows:,} rows came in with {scales.most / MEGABYTE:.0f} MB at most", end="")


class Scales:
    """The most memory that the server holds, looked at all the while."""

    def __init__(self, kantora):
        self.kantora, self.most = kantora, 0
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.weigh)

    def weigh(self):
        while not self.stopping.wait(0.02):
            self.most = max(self.most, self.kantora.resident())

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()
