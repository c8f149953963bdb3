"""A server of DNS on this machine that knows no name: no test asks anybody else's."""

import functools
import socket
import threading


@functools.cache
def server():
    """Its address; one for all installations."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))
    threading.Thread(target=answer, args=(line,), daemon=True).start()
    return "127.0.0.1:%d" % line.getsockname()[1]


def answer(line):
    while True:
        asked, whom = line.recvfrom(4096)
        end = asked.index(0, 12) + 5
        # The question again, and that there is no such name.
        line.sendto(asked[:2] + b"\x81\x83\x00\x01" + bytes(6) + asked[12:end], whom)
