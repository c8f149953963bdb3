"""Clients that mean no good: raw connections that hold on, drip, or pour."""

import contextlib
import selectors
import socket
import time

import httpx


def connect(kantora, timeout=10):
    line = socket.create_connection(("127.0.0.1", kantora.port), timeout=timeout)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


@contextlib.contextmanager
def connections(kantora, number):
    """That many open connections which say nothing."""
    lines = []
    try:
        for _ in range(number):
            try:
                lines.append(connect(kantora))
            except OSError:
                break
        yield lines
    finally:
        for line in lines:
            line.close()


def head(path="/language", **headers):
    """The head of a POST as a page of our own would send it."""
    lines = {"Host": "localhost", "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    lines.update({name.replace("_", "-"): str(value) for name, value in headers.items()})
    return f"POST {path} HTTP/1.1\r\n".encode() + b"".join(f"{n}: {v}\r\n".encode() for n, v in lines.items()) + b"\r\n"


def status(line):
    """The status of the answer that waits on a connection; 0 if it was closed without one."""
    try:
        begun = line.recv(64)
    except OSError:
        return 0
    return int(begun.split()[1]) if begun.startswith(b"HTTP/1.1 ") else 0


def closed(lines):
    """How many of the connections the server has closed."""
    selector = selectors.DefaultSelector()
    for line in lines:
        selector.register(line, selectors.EVENT_READ)
    ended = 0
    for key, _ in selector.select(0):
        try:
            ended += key.fileobj.recv(1) == b""
        except OSError:
            ended += 1
    selector.close()
    return ended


def others_are_served(kantora, within=2.0):
    """A visitor who means well gets an answer in good time."""
    begun = time.monotonic()
    answer = httpx.get(f"{kantora.url}/livez", timeout=within)
    assert answer.status_code == 200
    return time.monotonic() - begun
