"""What strangers and failing machines do to a server: others are served meanwhile, and it recovers by itself."""

import os
import resource
import threading
import time

import pytest

from hostile.crowd import closed, connect, connections, head, others_are_served, status

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
    assert held < 120 * MEGABYTE, f"{held / MEGABYTE:.0f} MB"
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
