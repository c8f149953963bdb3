"""What strangers and failing machines do to a server: others are served meanwhile, and it recovers by itself."""

import contextlib
import os
import resource
import subprocess
import threading
import time

import pytest

from hostile.crowd import closed, connect, connections, head, others_are_served, status
from support.kantora import Kantora
from support.web import Web

MEGABYTE = 1024 * 1024


def test_heads_that_never_end_are_cut_off(kantora):
    lines = [connect(kantora) for _ in range(50)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")

    begun = time.monotonic()
    while closed(lines) < len(lines) and time.monotonic() < begun + 15:
        for line in lines:
            drip(line)
        others_are_served(kantora)
        time.sleep(0.5)

    assert 8 < time.monotonic() - begun < 13


def test_a_body_that_drips_is_answered_408(kantora):
    line = connect(kantora, timeout=20)
    line.sendall(head(Content_Length=1000))

    begun = time.monotonic()
    stop = threading.Event()
    dripping = threading.Thread(target=lambda: [drip(line) for _ in iter(lambda: stop.wait(1), True)])
    dripping.start()
    others_are_served(kantora)
    answered = status(line)
    stop.set()
    dripping.join()

    assert answered == 408
    assert time.monotonic() - begun < 15


def test_ten_gigabytes_in_chunks_are_answered_413_early(kantora):
    before = kantora.resident()
    line = connect(kantora)
    line.sendall(head(Transfer_Encoding="chunked"))

    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = 0
    while sent < 10 * 1024 * MEGABYTE and not closed_or_answered(line):
        try:
            line.sendall(chunk)
        except OSError:
            break
        sent += len(chunk)

    assert status(line) == 413
    assert sent < 64 * MEGABYTE
    assert kantora.resident() - before < 16 * MEGABYTE
    others_are_served(kantora)


def test_ten_gigabytes_that_are_announced_are_not_waited_for(kantora):
    line = connect(kantora)
    line.sendall(head(Content_Length=10 * 1024 * MEGABYTE, Expect="100-continue"))

    assert status(line) == 413


def test_ten_thousand_idle_connections_keep_nobody_out(kantora):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < 10_500:
        pytest.skip(f"the hard limit of open files is {hard}; 10,500 are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before = kantora.resident()

    with connections(kantora, 10_000) as lines:
        assert len(lines) == 10_000
        slowest = max(others_are_served(kantora) for _ in range(20))
        held = kantora.resident() - before
        assert len(os.listdir(f"/proc/{kantora.process.pid}/fd")) > 9_000

    assert slowest < 1
    # 25 KB each: the buffers that hyper keeps for a connection, and what the allocator rounds them up to.
    assert held < 250 * MEGABYTE, f"{held / MEGABYTE:.0f} MB"
    others_are_served(kantora)


def test_without_descriptors_it_waits_instead_of_spinning(kantora):
    soft, hard = resource.prlimit(kantora.process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(kantora.process.pid, resource.RLIMIT_NOFILE, (descriptors(kantora) + 4, hard))

    with connections(kantora, 60):
        used = kantora.cpu()
        time.sleep(3)
        assert kantora.cpu() - used < 0.6, "the accept loop spins"
        # Whoever has said nothing for longest makes room.
        others_are_served(kantora, within=10)

    resource.prlimit(kantora.process.pid, resource.RLIMIT_NOFILE, (soft, hard))
    others_are_served(kantora)


def test_a_full_disk_is_said_plainly_and_forgotten_when_it_has_room(small_disk):
    with installed(small_disk) as kantora:
        kantora.start()
        web = Web(kantora)
        web.set_up()
        filler = small_disk / "filler"
        fill(filler)

        refused = until(lambda: save(web), lambda answer: answer.status_code >= 500)
        assert "<html" in refused.text and "sqlite" not in refused.text.lower()
        others_are_served(kantora)
        assert web.get("/account").status == 200

        filler.unlink()
        until(lambda: save(web), lambda answer: answer.status_code == 303)
        assert kantora.stop() == 0


def test_a_read_only_folder_is_said_plainly(small_disk):
    with installed(small_disk) as kantora:
        kantora.start()
        assert kantora.stop() == 0
        remount(small_disk, "ro")

        with pytest.raises(AssertionError, match="ended with"):
            kantora.start()
        assert "panicked" not in kantora.log()
        assert "read-only file system" in kantora.log().lower()

        remount(small_disk, "rw")
        kantora.start()
        assert kantora.stop() == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 16 MB."""
    root = tmp_path / "disk"
    root.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(root)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.strip()}")
    yield root
    subprocess.run(["umount", "-l", str(root)], check=True)


@contextlib.contextmanager
def installed(disk):
    """An installation on that disk, with its log elsewhere. Its log may speak of faults: the disk is one."""
    kantora = Kantora(disk / "data")
    kantora.log_path = disk.with_suffix(".log")
    kantora.data.mkdir(mode=0o700)
    try:
        yield kantora
    finally:
        kantora.kill()


def remount(root, how):
    subprocess.run(["mount", "-o", f"remount,{how}", str(root)], check=True)


def fill(path):
    with open(path, "wb", buffering=0) as filler:
        with contextlib.suppress(OSError):
            while True:
                filler.write(b"x" * 65536)
        with contextlib.suppress(OSError):
            while True:
                filler.write(b"x")


def save(web):
    """A write of any kind, through a page."""
    page = web.get("/account")
    form = page.form("name", action="")
    return web.post(str(page.url.join(form.action)), form.fields)


def until(ask, is_enough, most=200):
    for _ in range(most):
        answer = ask()
        if is_enough(answer):
            return answer
        time.sleep(0.02)
    raise AssertionError(f"{most} times, last {answer.status_code}")


def drip(line):
    try:
        line.sendall(b"x")
    except OSError:
        pass


def closed_or_answered(line):
    line.setblocking(False)
    try:
        return bool(line.recv(1, 2))  # MSG_PEEK
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        line.settimeout(10)


def descriptors(kantora):
    """The highest open descriptor of the server, and one more."""
    return max(int(number) for number in os.listdir(f"/proc/{kantora.process.pid}/fd")) + 1
